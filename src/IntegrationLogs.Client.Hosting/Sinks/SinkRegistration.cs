using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Adds a sink to a watch: a hosted watch of its own, with the settings of that.</summary>
internal static class SinkRegistration
{
    /// <param name="builder">The watch.</param>
    /// <param name="options">The sink's settings, which are right.</param>
    /// <param name="create">Makes the sink, once.</param>
    /// <exception cref="ArgumentException">There is a watch or a sink of that name already.</exception>
    public static IIntegrationLogsWatchBuilder Add(
        IIntegrationLogsWatchBuilder builder, SinkOptions options, Func<IServiceProvider, IIntegrationLogsSink> create)
    {
        string name = NameOf(builder, options);
        new WatchRegistration(
            name,
            WatchKind.Sink,
            (provider, watch, _) => new SinkDelivery(
                watch,
                options,
                provider.GetRequiredKeyedService<IIntegrationLogsSink>(name),
                provider.GetRequiredService<HostingDiagnostics>(),
                provider.GetRequiredService<HostingRuntime>().Time))
        {
            Section = (builder as WatchBuilder)?.Section,
            Adapt = settings => Adapt(settings, options.Content),
        }.AddTo(builder.Services, settings => settings.Configure<IServiceProvider>(
            (values, provider) => ConfigureAs(builder.Name, values, provider)));
        builder.Services.AddKeyedSingleton(name, (provider, _) => create(provider));
        builder.Services.Configure<BuiltWatch>(builder.Name, watch => watch.Parts++);
        return builder;
    }

    /// <summary>Adds a watch whose findings only go to the store.</summary>
    /// <exception cref="ArgumentException">There is a watch or a sink of that name already.</exception>
    public static IIntegrationLogsWatchBuilder AddStore(IIntegrationLogsWatchBuilder builder, SinkOptions options)
    {
        new WatchRegistration(NameOf(builder, options), WatchKind.Store, (_, _, _) => new StoreDelivery(options.Content))
        {
            Section = (builder as WatchBuilder)?.Section,
            Adapt = settings =>
            {
                settings.AllowSharedSources = true;
                AdaptContent(settings, options.Content);
            },
        }.AddTo(builder.Services, settings => settings.Configure<IServiceProvider>(
            (values, provider) => ConfigureAs(builder.Name, values, provider)));
        builder.Services.Configure<BuiltWatch>(builder.Name, watch => watch.Parts++);
        return builder;
    }

    /// <summary>The name of the sink's own watch.</summary>
    public static string NameOf(IIntegrationLogsWatchBuilder builder, SinkOptions options) =>
        builder.Name.Length == 0 ? options.Name : $"{builder.Name}.{options.Name}";

    /// <summary>What is configured for the watch counts for each of its sinks, whenever it is added.</summary>
    private static void ConfigureAs(string watch, IntegrationLogsWatchOptions options, IServiceProvider provider)
    {
        foreach (var one in provider.GetServices<IConfigureOptions<IntegrationLogsWatchOptions>>()
            .OfType<IConfigureNamedOptions<IntegrationLogsWatchOptions>>()
            .Where(one => one is not ConfigureNamedOptions<IntegrationLogsWatchOptions> { Name: null }))
        {
            one.Configure(watch, options);
        }
    }

    private static void Adapt(IntegrationLogsWatchOptions options, SinkContent content)
    {
        // One call at a time, its checkpoint stored before the next, and the same sources as the other sinks.
        options.MaxConcurrentHandlers = 1;
        options.CheckpointEvery = 1;
        options.AllowSharedSources = true;
        AdaptContent(options, content);
    }

    private static void AdaptContent(IntegrationLogsWatchOptions options, SinkContent content)
    {
        if (options.Watch is WatchOptions watch)
        {
            options.Watch = watch with
            {
                FailuresOnly = watch.FailuresOnly || !content.HasFlag(SinkContent.Entries),
                Incidents = content.HasFlag(SinkContent.Incidents) ? watch.Incidents ?? new IncidentOptions() : null,
            };
        }
    }
}
