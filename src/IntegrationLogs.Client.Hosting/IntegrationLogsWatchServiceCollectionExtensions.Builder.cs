using IntegrationLogs.Client;
using IntegrationLogs.Client.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <content>Watches whose findings go to sinks.</content>
public static partial class IntegrationLogsWatchServiceCollectionExtensions
{
    /// <summary>Watches sources as long as the host runs, for the sinks that are added to what it returns.</summary>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="configure">Says what to watch. It is called once for each sink.</param>
    /// <remarks>
    /// <para>
    /// Each sink is a watch of its own with these settings, and a checkpoint of its own: one that is down holds up no other, and loses nothing.
    /// So each polls the sources itself. Its name is <c>{watch}.{sink}</c>, and the sink's alone for a watch without a name: logs, metrics and
    /// health checks name it by that, and it is the key of its checkpoint store.
    /// </para>
    /// <para>
    /// A sink gets one batch at a time, and its checkpoint is stored before the next. A batch that it does not take comes again after a growing
    /// pause, until it does. <see cref="IntegrationLogsWatchOptions.CheckpointEvery"/>,
    /// <see cref="IntegrationLogsWatchOptions.MaxConcurrentHandlers"/>, <see cref="IntegrationLogsWatchOptions.AllowSharedSources"/> and
    /// <see cref="PollOptions.FailuresOnly"/> are set accordingly.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentException">There is such a watch already: several need a name each.</exception>
    public static IIntegrationLogsWatchBuilder AddIntegrationLogsWatch(
        this IServiceCollection services, Action<IntegrationLogsWatchOptions> configure) =>
        services.AddIntegrationLogsWatch(Options.Options.DefaultName, configure);

    /// <summary>Watches sources as long as the host runs, for the sinks that are added to what it returns: one of several watches.</summary>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="name">The watch's name, with which those of its sinks' watches begin.</param>
    /// <param name="configure">Says what to watch. It is called once for each sink.</param>
    /// <remarks>The rules are those of a watch without a name.</remarks>
    /// <exception cref="ArgumentException">There is a watch of that name already.</exception>
    public static IIntegrationLogsWatchBuilder AddIntegrationLogsWatch(
        this IServiceCollection services, string name, Action<IntegrationLogsWatchOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return AddBuilder(services, name, configure, section: null);
    }

    /// <summary>Watches what a configuration section says as long as the host runs, for the sinks that are added to what it returns.</summary>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="configuration">A section with the names of <see cref="IntegrationLogsWatchOptions"/>.</param>
    /// <remarks>The rules are those of a watch whose settings are made in code.</remarks>
    /// <exception cref="ArgumentException">There is such a watch already: several need a name each.</exception>
    public static IIntegrationLogsWatchBuilder AddIntegrationLogsWatch(this IServiceCollection services, IConfiguration configuration) =>
        services.AddIntegrationLogsWatch(Options.Options.DefaultName, configuration);

    /// <summary>
    /// Watches what a configuration section says as long as the host runs, for the sinks that are added to what it returns: one of several watches.
    /// </summary>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="name">The watch's name, with which those of its sinks' watches begin.</param>
    /// <param name="configuration">A section with the names of <see cref="IntegrationLogsWatchOptions"/>.</param>
    /// <remarks>The rules are those of a watch without a name.</remarks>
    /// <exception cref="ArgumentException">There is a watch of that name already.</exception>
    public static IIntegrationLogsWatchBuilder AddIntegrationLogsWatch(
        this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return AddBuilder(services, name, options => WatchConfiguration.Read(configuration, options), configuration);
    }

    private static WatchBuilder AddBuilder(
        IServiceCollection services, string name, Action<IntegrationLogsWatchOptions> configure, IConfiguration? section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        WatchRegistration.RequireNew(name, services);
        services.AddKeyedSingleton(name, new BuiltWatch());
        services.Configure(name, configure);
        services.AddOptions<BuiltWatch>(name).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BuiltWatch>>(new BuiltWatchValidator(name));
        return new WatchBuilder(name, services, section);
    }
}
