using IntegrationLogs.Client.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client;

/// <summary>Adds sinks to a watch.</summary>
public static class IntegrationLogsSinkBuilderExtensions
{
    private const int ChatBatch = 10;

    /// <summary>Keeps the checkpoint of each watch of the container in a file of its own, unless the watch has another store.</summary>
    /// <param name="builder">A watch of the container.</param>
    /// <param name="directory">
    /// The directory, which has to exist and be writable. A file is called like the watch, such as <c>shop.webhook.checkpoint</c>.
    /// </param>
    /// <exception cref="ArgumentException">The directory is empty.</exception>
    public static IIntegrationLogsWatchBuilder AddFileCheckpoints(this IIntegrationLogsWatchBuilder builder, string directory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        string full = Path.GetFullPath(directory);
        builder.Services.AddKeyedSingleton<ILogCheckpointStore>(
            KeyedService.AnyKey, (_, key) => new FileLogCheckpointStore(Path.Combine(full, $"{FileNameOf(key as string)}.checkpoint")));
        return builder;
    }

    /// <summary>
    /// Posts CloudEvents 1.0 as JSON: <c>integrationlogs.incident.opened</c>, <c>.updated</c> and <c>.resolved</c>, and where they are asked for
    /// <c>integrationlogs.entry.failed</c>, <c>.succeeded</c> and <c>.unknown</c>.
    /// </summary>
    /// <param name="builder">The watch.</param>
    /// <param name="address">Where to. It is taken for a secret: no log, metric, span or exception has more than its host.</param>
    /// <param name="configure">Sets options.</param>
    /// <remarks>
    /// A status of 200 to 299 takes the events. All else is tried again, a <c>Retry-After</c> heeded; what somebody has to mend is logged as an
    /// error. What is answered with 413 is sent in halves, and a single event without <see cref="WebhookSinkOptions.Fields"/>. Redirects are not
    /// followed. The events' key is their id, and the header <c>Idempotency-Key</c>. Requests are sent with the client
    /// <c>IntegrationLogs.Sink.{name of the sink's watch}</c> of <c>IHttpClientFactory</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// An option is wrong, the address is <c>http:</c> to another machine, or the watch has a sink of that name; the message says which.
    /// </exception>
    public static IIntegrationLogsWatchBuilder ToWebhook(
        this IIntegrationLogsWatchBuilder builder, Uri address, Action<WebhookSinkOptions>? configure = null)
    {
        WebhookSinkOptions options = Configured(builder, new WebhookSinkOptions { Name = "webhook", BatchSize = 1 }, configure);
        SinkFaults.Require(options.Fields);
        SinkFaults.RequireAddress(address, options.AllowInsecure);
        SinkFaults.RequireHeaders(options.Headers);
        WebhookSignature? signature = options.SigningSecret is null ? null : new WebhookSignature(options.SigningSecret);
        return AddHttp(builder, options, address, (http, time) => new WebhookSink(http, options, signature, time));
    }

    /// <summary>Posts readable messages to an incoming webhook of Slack.</summary>
    /// <param name="builder">The watch.</param>
    /// <param name="address">The webhook's address. It is taken for a secret: no log, metric, span or exception has more than its host.</param>
    /// <param name="configure">Sets options.</param>
    /// <remarks>Names of integrations and the like are escaped: they format nothing, and mention nobody. Answers count as a webhook's.</remarks>
    /// <exception cref="ArgumentException">
    /// An option is wrong, the address is <c>http:</c> to another machine, or the watch has a sink of that name; the message says which.
    /// </exception>
    public static IIntegrationLogsWatchBuilder ToSlack(
        this IIntegrationLogsWatchBuilder builder, Uri address, Action<ChatSinkOptions>? configure = null)
    {
        ChatSinkOptions options = ConfiguredChat(builder, "slack", address, SlackSink.MostBlocks, configure);
        return AddHttp(builder, options, address, (http, _) => new SlackSink(http, options));
    }

    /// <summary>Posts readable messages, as Adaptive Cards, to the webhook of a Teams workflow.</summary>
    /// <param name="builder">The watch.</param>
    /// <param name="address">The webhook's address. It is taken for a secret: no log, metric, span or exception has more than its host.</param>
    /// <param name="configure">Sets options.</param>
    /// <remarks>Names of integrations and the like are shown as they are: they format nothing, and mention nobody. Answers count as a webhook's.</remarks>
    /// <exception cref="ArgumentException">
    /// An option is wrong, the address is <c>http:</c> to another machine, or the watch has a sink of that name; the message says which.
    /// </exception>
    public static IIntegrationLogsWatchBuilder ToTeams(
        this IIntegrationLogsWatchBuilder builder, Uri address, Action<ChatSinkOptions>? configure = null)
    {
        ChatSinkOptions options = ConfiguredChat(builder, "teams", address, TeamsSink.MostContainers, configure);
        return AddHttp(builder, options, address, (http, _) => new TeamsSink(http, options));
    }

    /// <summary>
    /// Writes to the application's log: failures as errors of the category <c>IntegrationLogs.Failures</c>, and what happens to incidents as
    /// warnings, and as information when they are resolved, of <c>IntegrationLogs.Incidents</c>.
    /// </summary>
    /// <param name="builder">The watch.</param>
    /// <param name="configure">Sets options.</param>
    /// <remarks>
    /// The state has attributes such as <c>http.response.status_code</c>, <c>error.type</c>, <c>integration_logs.integration.id</c> and, as the
    /// vendor's time, <c>integration_logs.occurred_at</c>. The event ids are 100 <c>IntegrationFailed</c>, 101 <c>IntegrationLogged</c>, 110
    /// <c>IncidentOpened</c>, 111 <c>IncidentUpdated</c> and 112 <c>IncidentResolved</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">An option is wrong, or the watch has a sink of that name; the message says which.</exception>
    public static IIntegrationLogsWatchBuilder ToLogger(
        this IIntegrationLogsWatchBuilder builder, Action<LoggerSinkOptions>? configure = null)
    {
        const SinkContent content = SinkContent.Failures | SinkContent.Incidents;
        LoggerSinkOptions options = Configured(builder, new LoggerSinkOptions { Name = "logger", Content = content }, configure);
        SinkFaults.Require(options.Fields, takesVendorLog: false);
        return SinkRegistration.Add(
            builder, options, provider => new LoggerSink(provider.GetRequiredService<ILoggerFactory>(), options));
    }

    /// <summary>Appends each event as a line of JSON to a file.</summary>
    /// <param name="builder">The watch.</param>
    /// <param name="path">The file. Its directory has to exist. A relative one is taken from the current directory of now.</param>
    /// <param name="configure">Sets options.</param>
    /// <remarks>
    /// A batch counts as written once it is on the disk. One sink at a time can use a file, which a lock on
    /// an empty file beside it, named with <c>.lock</c>, sees to; its owner alone can read it, where the system knows
    /// file modes. What a crash left of a line is cut at the next start. A file that is full is renamed, such as to
    /// <c>name.20261127T120000-0000.jsonl</c>. After a crash, lines may come twice: each has a <c>key</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The path is empty or a directory, an option is wrong, or there is a sink of that file or name; the message says which.
    /// </exception>
    public static IIntegrationLogsWatchBuilder ToJsonLines(
        this IIntegrationLogsWatchBuilder builder, string path, Action<JsonLinesSinkOptions>? configure = null)
    {
        const SinkContent content = SinkContent.Failures | SinkContent.Incidents;
        JsonLinesSinkOptions options = Configured(builder, new JsonLinesSinkOptions { Name = "jsonlines", Content = content }, configure);
        SinkFaults.Require(options.Fields);
        SinkFaults.Require(options);
        string full = SinkFaults.RequirePath(path, builder.Services);
        SinkRegistration.Add(builder, options, provider => new JsonLinesSink(
            new JsonLinesFile(full, options.MaxFileBytes, options.Daily, options.MaxFiles),
            options,
            provider.GetRequiredService<HostingRuntime>().Time));
        builder.Services.AddKeyedSingleton(full, JsonLinesClaim.Instance);
        return builder;
    }

    /// <summary>
    /// Stores what the watch finds in an <see cref="ILogStore"/>, together with the checkpoint after it: exactly once, whatever crashes.
    /// </summary>
    /// <param name="builder">The watch.</param>
    /// <param name="configure">
    /// Sets options. <see cref="SinkOptions.Content"/> is all entries and incidents, and <see cref="SinkOptions.Name"/> is <c>store</c>.
    /// <see cref="SinkOptions.BatchSize"/> and <see cref="SinkOptions.Timeout"/> do not count:
    /// <see cref="IntegrationLogsWatchOptions.CheckpointEvery"/> says how much is stored at once.
    /// </param>
    /// <remarks>
    /// The store is the one in the container whose key is the sink's name, such as <c>{watch}.store</c>, or else the one without a key. Without an
    /// <see cref="ILogStore"/> the host's start fails with an <see cref="InvalidOperationException"/>.
    /// </remarks>
    /// <exception cref="ArgumentException">An option is wrong, or the watch has a sink of that name; the message says which.</exception>
    public static IIntegrationLogsWatchBuilder ToStore(
        this IIntegrationLogsWatchBuilder builder, Action<SinkOptions>? configure = null)
    {
        const SinkContent content = SinkContent.Entries | SinkContent.Incidents;
        return SinkRegistration.AddStore(builder, Configured(builder, new SinkOptions { Name = "store", Content = content }, configure));
    }

    /// <summary>Hands batches to a sink of your own.</summary>
    /// <param name="builder">The watch.</param>
    /// <param name="name">The sink's name, see <see cref="SinkOptions.Name"/>.</param>
    /// <param name="create">Makes the sink, once. The container disposes of it.</param>
    /// <param name="configure">Sets options.</param>
    /// <remarks>What the sink throws is logged whole, unless it is an <see cref="IntegrationLogsSinkException"/>.</remarks>
    /// <exception cref="ArgumentException">An option is wrong, or the watch has a sink of that name; the message says which.</exception>
    public static IIntegrationLogsWatchBuilder ToSink(
        this IIntegrationLogsWatchBuilder builder,
        string name,
        Func<IServiceProvider, IIntegrationLogsSink> create,
        Action<SinkOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        return SinkRegistration.Add(builder, Configured(builder, new SinkOptions { Name = name }, configure), create);
    }

    private static TOptions Configured<TOptions>(IIntegrationLogsWatchBuilder builder, TOptions options, Action<TOptions>? configure)
        where TOptions : SinkOptions
    {
        ArgumentNullException.ThrowIfNull(builder);
        configure?.Invoke(options);
        SinkFaults.Require(options);
        return options;
    }

    private static ChatSinkOptions ConfiguredChat(
        IIntegrationLogsWatchBuilder builder, string name, Uri address, int mostItems, Action<ChatSinkOptions>? configure)
    {
        ChatSinkOptions options = Configured(builder, new ChatSinkOptions { Name = name, BatchSize = ChatBatch }, configure);
        SinkFaults.Require(options.Fields, takesVendorLog: false);
        SinkFaults.RequireBatch(options.BatchSize, mostItems);
        SinkFaults.RequireAddress(address, options.AllowInsecure);
        return options;
    }

    private static IIntegrationLogsWatchBuilder AddHttp(
        IIntegrationLogsWatchBuilder builder, SinkOptions options, Uri address, Func<SinkHttp, TimeProvider, IIntegrationLogsSink> create)
    {
        SinkRegistration.Add(builder, options, provider =>
        {
            TimeProvider time = provider.GetRequiredService<HostingRuntime>().Time;
            string client = SinkHttp.ClientName(SinkRegistration.NameOf(builder, options));
            return create(new SinkHttp(provider.GetRequiredService<IHttpClientFactory>(), client, address, time), time);
        });
        SinkHttp.AddClient(builder.Services, SinkRegistration.NameOf(builder, options));
        return builder;
    }

    /// <summary>The watch without a name has a file, too.</summary>
    private static string FileNameOf(string? watch) => string.IsNullOrEmpty(watch) ? "watch" : Uri.EscapeDataString(watch);
}
