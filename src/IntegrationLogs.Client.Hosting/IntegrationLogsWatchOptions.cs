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
    /// again and again with growing pauses until there is an answer and at least one source, and then every
    /// <see cref="RediscoverInterval"/>.
    /// </summary>
    /// <value>Default: empty.</value>
    public IList<IntegrationVendor> DiscoverSources { get; } = [];

    /// <summary>
    /// How often the vendors of <see cref="DiscoverSources"/> are asked again while the host runs; <see langword="null"/> for never. New
    /// integrations are watched from then on, from where the account's watch stands. Those that are not listed any more are polled no more;
    /// how far they were watched is kept for 30 days, and they go on from there when they are listed again. A list that fails or is empty
    /// changes nothing. More than zero, at most 24 days.
    /// </summary>
    /// <value>Default: ten minutes.</value>
    public TimeSpan? RediscoverInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whether another watch of the same client may watch one of these sources, too. Without it, that is a fault, because each entry would
    /// be handled twice.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool AllowSharedSources { get; set; }

    /// <summary>
    /// How to watch. <see cref="WatchOptions.Start"/> is for the first start, and for the first source of a vendor. A source that is new
    /// beside others begins where those stand.
    /// </summary>
    /// <value>Default: the defaults of <see cref="WatchOptions"/>.</value>
    public WatchOptions Watch { get; set; } = new();

    /// <summary>
    /// Where the checkpoint is kept between runs; no two watches can share one. When not set, it is the <see cref="ILogCheckpointStore"/>
    /// in the container that has the watch's name as its key, or else the one without a key. Without any, the watch begins at
    /// <see cref="WatchOptions.Start"/> each time the host starts. An <see cref="ILogStore"/> gets the entries that were handled with the
    /// checkpoint after them, dead letters included, and stores each exactly once.
    /// </summary>
    /// <value>Default: <see langword="null"/>.</value>
    public ILogCheckpointStore? CheckpointStore { get; set; }

    /// <summary>
    /// How many handled entries, of all sources together, are stored with one checkpoint: 1 to 100,000. After a crash, so many come again
    /// at most, and those that were being handled. With 1, the checkpoint is stored after each entry, before the source's next one is
    /// handled. Where the store fails, handling goes on until there are ten times as many that are not stored.
    /// </summary>
    /// <value>Default: 100.</value>
    public int CheckpointEvery { get; set; } = 100;

    /// <summary>
    /// How long after the first handled entry a checkpoint is stored if it is not by <see cref="CheckpointEvery"/>; more than zero, at most
    /// one day.
    /// </summary>
    /// <value>Default: one second.</value>
    public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How many sources have an entry handled at once: 1 to 1,000. The entries of one source are handled one by one, in their order.
    /// </summary>
    /// <value>Default: 4.</value>
    public int MaxConcurrentHandlers { get; set; } = 4;

    /// <summary>
    /// After how many failed attempts an entry goes to <see cref="OnDeadLetter"/>, which has to be set, too, and an event of
    /// an incident to <see cref="OnIncidentDeadLetter"/>: 1 or more; <see langword="null"/> for no limit.
    /// </summary>
    /// <value>Default: <see langword="null"/>, an entry comes again until it is handled.</value>
    public int? MaxHandlerAttempts { get; set; }

    /// <summary>
    /// Takes an entry that the handler failed at <see cref="MaxHandlerAttempts"/> times, with the last exception. Then the entry counts as
    /// handled. When it fails itself, it is called again after a pause, until it succeeds. Its token is cancelled when the host stops.
    /// </summary>
    /// <value>Default: <see langword="null"/>.</value>
    public Func<WatchedEntry, Exception, CancellationToken, Task>? OnDeadLetter { get; set; }

    /// <summary>
    /// The same for what <c>AddIntegrationLogsIncidents</c> hands out: takes an event that the handler failed at
    /// <see cref="MaxHandlerAttempts"/> times, with the last exception.
    /// </summary>
    /// <value>Default: <see langword="null"/>.</value>
    public Func<IncidentEvent, Exception, CancellationToken, Task>? OnIncidentDeadLetter { get; set; }

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
