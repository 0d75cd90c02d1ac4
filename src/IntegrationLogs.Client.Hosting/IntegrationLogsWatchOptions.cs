namespace IntegrationLogs.Client;

/// <summary>
/// What a host watches and how. It is read once, when the host starts, and checked as a whole: every fault is reported, by name.
/// </summary>
public sealed class IntegrationLogsWatchOptions
{
    /// <summary>The name of the client to read with; empty for the one without.</summary>
    /// <value>Default: empty.</value>
    public string ClientName { get; set; } = string.Empty;

    /// <summary>The lists to watch, each once.</summary>
    /// <value>Default: empty.</value>
    public IList<LogSource> Sources { get; } = [];

    /// <summary>
    /// Vendors of which the logs of each integration are watched besides. They are asked for their integrations at each start of the host,
    /// again and again with growing pauses until there is an answer and at least one source; integrations that are made later are watched
    /// from the next start on.
    /// </summary>
    /// <value>Default: empty.</value>
    public IList<IntegrationVendor> DiscoverSources { get; } = [];

    /// <summary>
    /// Whether another watch of the same client may watch one of these sources, too. Without it, that is a fault, because each entry would
    /// be handled twice.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool AllowSharedSources { get; set; }

    /// <summary>
    /// How to watch. <see cref="WatchOptions.Start"/> is for sources that the stored checkpoint does not know, and for the first start.
    /// </summary>
    /// <value>Default: the defaults of <see cref="WatchOptions"/>.</value>
    public WatchOptions Watch { get; set; } = new();

    /// <summary>
    /// Where the checkpoint is kept between runs; no two watches can share one. When not set, it is the <see cref="ILogCheckpointStore"/>
    /// in the container that has the watch's name as its key, or else the one without a key. Without any, the watch begins at
    /// <see cref="WatchOptions.Start"/> each time the host starts.
    /// </summary>
    /// <value>Default: <see langword="null"/>.</value>
    public ILogCheckpointStore? CheckpointStore { get; set; }

    /// <summary>
    /// The pause before the handler is called again with an entry it failed at, and before the checkpoint store or a vendor's list of
    /// integrations is. It doubles each time, and the upper half of it is random. More than zero.
    /// </summary>
    /// <value>Default: one second.</value>
    public TimeSpan RetryBaseDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest such pause: <see cref="RetryBaseDelay"/> to one day.</summary>
    /// <value>Default: one minute.</value>
    public TimeSpan RetryMaxDelay { get; set; } = TimeSpan.FromMinutes(1);
}
