namespace IntegrationLogs.Client;

/// <summary>Where and how entries are stored in PostgreSQL.</summary>
public sealed class PostgresLogStoreOptions
{
    /// <summary>
    /// The database, as Npgsql writes it: <c>Host=…;Database=…;Username=…;Password=…</c>. It may hold a password, and is never logged or
    /// part of an exception. In a container it may be empty: then it is the container's <c>NpgsqlDataSource</c>.
    /// </summary>
    /// <value>Default: empty.</value>
    public string ConnectionString { get; set; } = string.Empty;

    /// <summary>
    /// The schema of the tables, which is made when it is missing: 1 to 63 bytes, without control characters, and not beginning with
    /// <c>pg_</c>. Upper and lower case are different.
    /// </summary>
    /// <value>Default: <c>integration_logs</c>.</value>
    public string Schema { get; set; } = "integration_logs";

    /// <summary>
    /// The watch whose entries and checkpoint are stored: up to 200 characters; empty for the one without a name. In a container it is
    /// the watch's own name, whatever is set here.
    /// </summary>
    /// <value>Default: empty.</value>
    public string WatchName { get; set; } = string.Empty;

    /// <summary>How long one statement may take: one second to one hour. Parts of a second are rounded up.</summary>
    /// <value>Default: 30 seconds.</value>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether the vendor's own log is stored, as <c>jsonb</c> in the column <c>vendor_log</c>. It holds what was sent to and answered by
    /// the shop, which can be personal data of its customers. Message and address are stored in either case.
    /// </summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool StorePayloads { get; set; } = true;

    /// <summary>
    /// How long after they were stored entries of all watches are deleted, by a service that runs at the host's start and then daily; one
    /// minute or more, <see langword="null"/> for never. Outside of a host nothing is deleted by itself.
    /// </summary>
    /// <value>Default: <see langword="null"/>.</value>
    public TimeSpan? Retention { get; set; }
}
