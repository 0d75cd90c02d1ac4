using IntegrationLogs.Client;
using IntegrationLogs.Client.PostgreSql;
using IntegrationLogs.Client.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets the watches of a host store their entries in PostgreSQL.</summary>
public static class IntegrationLogsPostgresServiceCollectionExtensions
{
    /// <summary>Stores the entries and checkpoints of all watches in the database of the container's <see cref="NpgsqlDataSource"/>.</summary>
    /// <param name="services">The container's services, with an <see cref="NpgsqlDataSource"/>.</param>
    /// <param name="configure">Says how; <see cref="PostgresLogStoreOptions.ConnectionString"/> stays empty.</param>
    /// <remarks>The rules are those of a connection string.</remarks>
    /// <exception cref="ArgumentException">There is a database already.</exception>
    public static IServiceCollection AddIntegrationLogsPostgres(
        this IServiceCollection services, Action<PostgresLogStoreOptions>? configure = null) =>
        Add(services, options => configure?.Invoke(options), configuration: null);

    /// <summary>Stores the entries and checkpoints of all watches in a database.</summary>
    /// <param name="services">The container's services.</param>
    /// <param name="connectionString">The database, as Npgsql writes it: <c>Host=…;Database=…;Username=…;Password=…</c>.</param>
    /// <param name="configure">Says how, if not by default.</param>
    /// <remarks>
    /// <para>
    /// Each watch without a store of its own gets one, under its name as the key of an <see cref="ILogCheckpointStore"/> and an
    /// <see cref="ILogStore"/>; those without a key are of the watch without a name. All share one pool of connections. A store with a watch's
    /// own name as its key comes before.
    /// </para>
    /// <para>
    /// Wrong settings are an <see cref="OptionsValidationException"/> at the host's start. A database that cannot be reached is tried
    /// again and again; tables of a newer version end the host, and nothing is changed.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentException">There is a database already.</exception>
    public static IServiceCollection AddIntegrationLogsPostgres(
        this IServiceCollection services, string connectionString, Action<PostgresLogStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        return Add(
            services,
            options =>
            {
                options.ConnectionString = connectionString;
                configure?.Invoke(options);
            },
            configuration: null);
    }

    /// <summary>Stores the entries and checkpoints of all watches in the database that a configuration section says.</summary>
    /// <param name="services">The container's services.</param>
    /// <param name="configuration">
    /// A section with the names of <see cref="PostgresLogStoreOptions"/>. A connection string with a password belongs where secrets are kept.
    /// </param>
    /// <remarks>
    /// The rules are those of a connection string. A section that is missing, a key that is no setting and a value that cannot be read are
    /// wrong settings, too.
    /// </remarks>
    /// <exception cref="ArgumentException">There is a database already.</exception>
    public static IServiceCollection AddIntegrationLogsPostgres(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Add(services, options => PostgresConfiguration.Read(configuration, options), configuration);
        OwnSections.Add(services, configuration);
        return services;
    }

    private static IServiceCollection Add(
        IServiceCollection services, Action<PostgresLogStoreOptions> configure, IConfiguration? configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ServiceType == typeof(PostgresStores)))
        {
            throw new ArgumentException(
                "There is a database already: to store a watch in another one, set CheckpointStore in its options to a PostgresLogStore.",
                nameof(services));
        }

        services.AddLogging();
        services.AddOptions<PostgresLogStoreOptions>().Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PostgresLogStoreOptions>>(provider => new PostgresLogStoreOptionsValidator(
            () => provider.GetService<IServiceProviderIsService>()?.IsService(typeof(NpgsqlDataSource)) is true,
            configuration is null
                ? []
                : PostgresConfiguration.FaultsOf(configuration, provider.GetService<IConfiguration>(), OwnSections.PathsIn(services))));
        services.AddSingleton(provider => new PostgresStores(
            provider.GetRequiredService<IOptions<PostgresLogStoreOptions>>().Value,
            provider.GetService<NpgsqlDataSource>,
            provider.GetService<TimeProvider>() ?? TimeProvider.System));
        services.AddKeyedSingleton<ILogCheckpointStore>(KeyedService.AnyKey, (provider, key) => StoreOf(provider, key));
        services.AddKeyedSingleton<ILogStore>(KeyedService.AnyKey, (provider, key) => StoreOf(provider, key));
        services.AddSingleton<ILogCheckpointStore>(provider => StoreOf(provider, string.Empty));
        services.AddSingleton<ILogStore>(provider => StoreOf(provider, string.Empty));
        return services.AddSingleton<IHostedService>(provider => new RetentionService(
            provider.GetRequiredService<PostgresStores>().Database,
            provider.GetRequiredService<IOptions<PostgresLogStoreOptions>>().Value.Retention,
            provider.GetRequiredService<ILoggerFactory>()));
    }

    private static PostgresLogStore StoreOf(IServiceProvider provider, object? key) => key is string watch
        ? provider.GetRequiredService<PostgresStores>().Of(watch)
        : throw new InvalidOperationException(
            $"The key of a store is the name of its watch, a text, and not a {key?.GetType().Name ?? "null"}.");
}
