using System.Diagnostics.CodeAnalysis;
using IntegrationLogs.Client;
using IntegrationLogs.Client.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <content>Watches whose settings are in a configuration section.</content>
public static partial class IntegrationLogsWatchServiceCollectionExtensions
{
    /// <summary>Watches what a configuration section says as long as the host runs, and hands each new entry to a function.</summary>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="configuration">
    /// A section with the names of <see cref="IntegrationLogsWatchOptions"/>. Sources are written by their <see cref="LogSource.Name"/>,
    /// vendors by their name, and <see cref="WatchOptions.Start"/> as <c>Now</c>, <c>Beginning</c> or a time such as
    /// <c>2026-11-01T00:00:00Z</c>.
    /// </param>
    /// <param name="handler">Handles an entry; its token is cancelled when the host stops.</param>
    /// <remarks>
    /// <para>
    /// The rules are those of a watch whose settings are made in code. A section that is missing, a key that is no setting and a value
    /// that cannot be read are wrong settings, too. The section may stand inside the client's.
    /// </para>
    /// <para>
    /// What only code can say, such as <see cref="IntegrationLogsWatchOptions.CheckpointStore"/>, is added with
    /// <c>services.Configure&lt;IntegrationLogsWatchOptions&gt;</c>.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentException">There is such a watch already: several need a name each.</exception>
    public static IServiceCollection AddIntegrationLogsWatch(
        this IServiceCollection services,
        IConfiguration configuration,
        Func<WatchedEntry, CancellationToken, Task> handler) =>
        services.AddIntegrationLogsWatch(Options.Options.DefaultName, configuration, handler);

    /// <summary>
    /// Watches what a configuration section says as long as the host runs, and hands each new entry to a function: one of several watches.
    /// </summary>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="name">
    /// The watch's name: what logs, metrics and its health check name it by, and the key of its checkpoint store.
    /// </param>
    /// <param name="configuration">A section with the names of <see cref="IntegrationLogsWatchOptions"/>.</param>
    /// <param name="handler">Handles an entry; its token is cancelled when the host stops.</param>
    /// <remarks>The rules are those of a watch without a name.</remarks>
    /// <exception cref="ArgumentException">There is a watch of that name already.</exception>
    public static IServiceCollection AddIntegrationLogsWatch(
        this IServiceCollection services,
        string name,
        IConfiguration configuration,
        Func<WatchedEntry, CancellationToken, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return AddWatch(services, name, configuration, _ => handler);
    }

    /// <summary>
    /// Watches what a configuration section says as long as the host runs, and hands each new entry to a handler from the container.
    /// </summary>
    /// <typeparam name="THandler">
    /// The handler: made for each call, in a scope of its own, unless it is registered in another way.
    /// </typeparam>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="configuration">A section with the names of <see cref="IntegrationLogsWatchOptions"/>.</param>
    /// <remarks>The rules are those of a watch with a function.</remarks>
    /// <exception cref="ArgumentException">There is such a watch already: several need a name each.</exception>
    public static IServiceCollection AddIntegrationLogsWatch<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IServiceCollection services, IConfiguration configuration)
        where THandler : class, IWatchedEntryHandler =>
        services.AddIntegrationLogsWatch<THandler>(Options.Options.DefaultName, configuration);

    /// <summary>
    /// Watches what a configuration section says as long as the host runs, and hands each new entry to a handler from the container: one of
    /// several watches.
    /// </summary>
    /// <typeparam name="THandler">
    /// The handler: made for each call, in a scope of its own, unless it is registered in another way.
    /// </typeparam>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="name">
    /// The watch's name: what logs, metrics and its health check name it by, and the key of its checkpoint store.
    /// </param>
    /// <param name="configuration">A section with the names of <see cref="IntegrationLogsWatchOptions"/>.</param>
    /// <remarks>The rules are those of a watch with a function.</remarks>
    /// <exception cref="ArgumentException">There is a watch of that name already.</exception>
    public static IServiceCollection AddIntegrationLogsWatch<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IServiceCollection services, string name, IConfiguration configuration)
        where THandler : class, IWatchedEntryHandler
    {
        AddWatch(services, name, configuration, ScopedHandlerOf<THandler>);
        services.TryAddScoped<THandler>();
        return services;
    }

    private static IServiceCollection AddWatch(
        IServiceCollection services,
        string name,
        IConfiguration configuration,
        Func<IServiceProvider, Func<WatchedEntry, CancellationToken, Task>> handlerOf)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return AddWatch(services, name, options => WatchConfiguration.Read(configuration, options), handlerOf, configuration);
    }
}
