using IntegrationLogs.Client;
using IntegrationLogs.Client.Hosting;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <content>Watches whose entries only go to the store.</content>
public static partial class IntegrationLogsWatchServiceCollectionExtensions
{
    /// <summary>Watches sources as long as the host runs, and stores each new entry: no function handles it.</summary>
    /// <param name="services">The container's services, with a client and an <see cref="ILogStore"/>.</param>
    /// <param name="configure">Says what to watch.</param>
    /// <remarks>
    /// The store takes the entries and the checkpoint after them in one transaction, so that each entry is stored exactly once, whatever
    /// crashes. Without an <see cref="ILogStore"/> the host's start fails with an <see cref="InvalidOperationException"/>. All other rules
    /// are those of a watch with a function.
    /// </remarks>
    /// <exception cref="ArgumentException">There is such a watch already: several need a name each.</exception>
    public static IServiceCollection AddIntegrationLogsWatch(
        this IServiceCollection services, Action<IntegrationLogsWatchOptions> configure) =>
        services.AddIntegrationLogsWatch(Options.Options.DefaultName, configure);

    /// <summary>Watches sources as long as the host runs, and stores each new entry: one of several watches.</summary>
    /// <param name="services">The container's services, with a client and an <see cref="ILogStore"/>.</param>
    /// <param name="name">The watch's name: what logs, metrics and its health check name it by, and the key of its store.</param>
    /// <param name="configure">Says what to watch, and with which client.</param>
    /// <remarks>The rules are those of a watch without a name.</remarks>
    /// <exception cref="ArgumentException">There is a watch of that name already.</exception>
    public static IServiceCollection AddIntegrationLogsWatch(
        this IServiceCollection services, string name, Action<IntegrationLogsWatchOptions> configure) =>
        AddWatch(services, name, configure, _ => null);

    /// <summary>Watches what a configuration section says as long as the host runs, and stores each new entry.</summary>
    /// <param name="services">The container's services, with a client and an <see cref="ILogStore"/>.</param>
    /// <param name="configuration">A section with the names of <see cref="IntegrationLogsWatchOptions"/>.</param>
    /// <remarks>The rules are those of a watch whose settings are made in code.</remarks>
    /// <exception cref="ArgumentException">There is such a watch already: several need a name each.</exception>
    public static IServiceCollection AddIntegrationLogsWatch(this IServiceCollection services, IConfiguration configuration) =>
        services.AddIntegrationLogsWatch(Options.Options.DefaultName, configuration);

    /// <summary>Watches what a configuration section says as long as the host runs, and stores each new entry: one of several watches.</summary>
    /// <param name="services">The container's services, with a client and an <see cref="ILogStore"/>.</param>
    /// <param name="name">The watch's name: what logs, metrics and its health check name it by, and the key of its store.</param>
    /// <param name="configuration">A section with the names of <see cref="IntegrationLogsWatchOptions"/>.</param>
    /// <remarks>The rules are those of a watch without a name.</remarks>
    /// <exception cref="ArgumentException">There is a watch of that name already.</exception>
    public static IServiceCollection AddIntegrationLogsWatch(
        this IServiceCollection services, string name, IConfiguration configuration) =>
        AddWatch(services, name, configuration, _ => null);
}
