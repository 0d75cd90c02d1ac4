using System.Diagnostics.CodeAnalysis;
using IntegrationLogs.Client;
using IntegrationLogs.Client.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers watches that tell of incidents as long as their host runs.</summary>
public static class IntegrationLogsIncidentsServiceCollectionExtensions
{
    /// <summary>Watches sources as long as the host runs, and hands what happens to incidents to a function.</summary>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="configure">
    /// Says what to watch, where the checkpoint is kept and, as <see cref="PollOptions.Incidents"/>, how failures become incidents.
    /// </param>
    /// <param name="handler">Handles what happened; its token is cancelled when the host stops.</param>
    /// <remarks>
    /// The rules are those of <c>AddIntegrationLogsWatch</c>, with events in the place of entries: those of one source come one by one, in their
    /// order, each at least once. <see cref="PollOptions.FailuresOnly"/> is set. An event that the handler throws at comes again after a pause,
    /// until it is handled or goes to <see cref="IntegrationLogsWatchOptions.OnIncidentDeadLetter"/>.
    /// </remarks>
    /// <exception cref="ArgumentException">There is such a watch already: several need a name each.</exception>
    public static IServiceCollection AddIntegrationLogsIncidents(
        this IServiceCollection services,
        Action<IntegrationLogsWatchOptions> configure,
        Func<IncidentEvent, CancellationToken, Task> handler) =>
        services.AddIntegrationLogsIncidents(Options.Options.DefaultName, configure, handler);

    /// <summary>Watches sources as long as the host runs, and hands what happens to incidents to a function: one of several watches.</summary>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="name">
    /// The watch's name: what logs, metrics and its health check name it by, and the key of its checkpoint store.
    /// </param>
    /// <param name="configure">Says what to watch, with which client, and where the checkpoint is kept.</param>
    /// <param name="handler">Handles what happened; its token is cancelled when the host stops.</param>
    /// <remarks>The rules are those of a watch without a name.</remarks>
    /// <exception cref="ArgumentException">There is a watch of that name already.</exception>
    public static IServiceCollection AddIntegrationLogsIncidents(
        this IServiceCollection services,
        string name,
        Action<IntegrationLogsWatchOptions> configure,
        Func<IncidentEvent, CancellationToken, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(services, name, configure, section: null, _ => handler);
    }

    /// <summary>
    /// Watches what a configuration section says as long as the host runs, and hands what happens to incidents to a function.
    /// </summary>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="configuration">
    /// A section as <c>AddIntegrationLogsWatch</c> reads it, with the names of <see cref="IncidentOptions"/> below <c>Watch:Incidents</c>.
    /// </param>
    /// <param name="handler">Handles what happened; its token is cancelled when the host stops.</param>
    /// <remarks>The rules are those of a watch whose settings are made in code.</remarks>
    /// <exception cref="ArgumentException">There is such a watch already: several need a name each.</exception>
    public static IServiceCollection AddIntegrationLogsIncidents(
        this IServiceCollection services,
        IConfiguration configuration,
        Func<IncidentEvent, CancellationToken, Task> handler) =>
        services.AddIntegrationLogsIncidents(Options.Options.DefaultName, configuration, handler);

    /// <summary>
    /// Watches what a configuration section says as long as the host runs, and hands what happens to incidents to a function: one of several
    /// watches.
    /// </summary>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="name">
    /// The watch's name: what logs, metrics and its health check name it by, and the key of its checkpoint store.
    /// </param>
    /// <param name="configuration">A section as <c>AddIntegrationLogsWatch</c> reads it.</param>
    /// <param name="handler">Handles what happened; its token is cancelled when the host stops.</param>
    /// <remarks>The rules are those of a watch without a name.</remarks>
    /// <exception cref="ArgumentException">There is a watch of that name already.</exception>
    public static IServiceCollection AddIntegrationLogsIncidents(
        this IServiceCollection services,
        string name,
        IConfiguration configuration,
        Func<IncidentEvent, CancellationToken, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(handler);
        return Add(services, name, options => WatchConfiguration.Read(configuration, options), configuration, _ => handler);
    }

    /// <summary>Watches sources as long as the host runs, and hands what happens to incidents to a handler from the container.</summary>
    /// <typeparam name="THandler">
    /// The handler: made for each call, in a scope of its own, unless it is registered in another way.
    /// </typeparam>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="configure">Says what to watch and where the checkpoint is kept.</param>
    /// <remarks>The rules are those of a watch with a function.</remarks>
    /// <exception cref="ArgumentException">There is such a watch already: several need a name each.</exception>
    public static IServiceCollection AddIntegrationLogsIncidents<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IServiceCollection services, Action<IntegrationLogsWatchOptions> configure)
        where THandler : class, IIncidentHandler =>
        services.AddIntegrationLogsIncidents<THandler>(Options.Options.DefaultName, configure);

    /// <summary>
    /// Watches sources as long as the host runs, and hands what happens to incidents to a handler from the container: one of several watches.
    /// </summary>
    /// <typeparam name="THandler">
    /// The handler: made for each call, in a scope of its own, unless it is registered in another way.
    /// </typeparam>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="name">
    /// The watch's name: what logs, metrics and its health check name it by, and the key of its checkpoint store.
    /// </param>
    /// <param name="configure">Says what to watch, with which client, and where the checkpoint is kept.</param>
    /// <remarks>The rules are those of a watch with a function.</remarks>
    /// <exception cref="ArgumentException">There is a watch of that name already.</exception>
    public static IServiceCollection AddIntegrationLogsIncidents<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IServiceCollection services, string name, Action<IntegrationLogsWatchOptions> configure)
        where THandler : class, IIncidentHandler
    {
        Add(services, name, configure, section: null, ScopedHandlerOf<THandler>);
        services.TryAddScoped<THandler>();
        return services;
    }

    /// <summary>
    /// Watches what a configuration section says as long as the host runs, and hands what happens to incidents to a handler from the container.
    /// </summary>
    /// <typeparam name="THandler">
    /// The handler: made for each call, in a scope of its own, unless it is registered in another way.
    /// </typeparam>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="configuration">A section as <c>AddIntegrationLogsWatch</c> reads it.</param>
    /// <remarks>The rules are those of a watch with a function.</remarks>
    /// <exception cref="ArgumentException">There is such a watch already: several need a name each.</exception>
    public static IServiceCollection AddIntegrationLogsIncidents<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IServiceCollection services, IConfiguration configuration)
        where THandler : class, IIncidentHandler =>
        services.AddIntegrationLogsIncidents<THandler>(Options.Options.DefaultName, configuration);

    /// <summary>
    /// Watches what a configuration section says as long as the host runs, and hands what happens to incidents to a handler from the container:
    /// one of several watches.
    /// </summary>
    /// <typeparam name="THandler">
    /// The handler: made for each call, in a scope of its own, unless it is registered in another way.
    /// </typeparam>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="name">
    /// The watch's name: what logs, metrics and its health check name it by, and the key of its checkpoint store.
    /// </param>
    /// <param name="configuration">A section as <c>AddIntegrationLogsWatch</c> reads it.</param>
    /// <remarks>The rules are those of a watch with a function.</remarks>
    /// <exception cref="ArgumentException">There is a watch of that name already.</exception>
    public static IServiceCollection AddIntegrationLogsIncidents<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IServiceCollection services, string name, IConfiguration configuration)
        where THandler : class, IIncidentHandler
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Add(services, name, options => WatchConfiguration.Read(configuration, options), configuration, ScopedHandlerOf<THandler>);
        services.TryAddScoped<THandler>();
        return services;
    }

    private static IServiceCollection Add(
        IServiceCollection services,
        string name,
        Action<IntegrationLogsWatchOptions> configure,
        IConfiguration? section,
        Func<IServiceProvider, Func<IncidentEvent, CancellationToken, Task>> handlerOf)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        new WatchRegistration(
            name,
            WatchKind.Incidents,
            (provider, watch, options) => new IncidentDelivery(
                watch, options, handlerOf(provider), provider.GetRequiredService<HostingDiagnostics>()))
        {
            Section = section,

            // A watch that is null is told with the other faults.
            Adapt = options => options.Watch = options.Watch is null
                ? null!
                : options.Watch with { FailuresOnly = true, Incidents = options.Watch.Incidents ?? new IncidentOptions() },
        }.AddTo(services, options => options.Configure(configure));
        return services;
    }

    private static Func<IncidentEvent, CancellationToken, Task> ScopedHandlerOf<THandler>(IServiceProvider provider)
        where THandler : class, IIncidentHandler
    {
        IServiceScopeFactory scopes = provider.GetRequiredService<IServiceScopeFactory>();
        return (happened, stopping) => HandleInScopeAsync<THandler>(scopes, happened, stopping);
    }

    private static async Task HandleInScopeAsync<THandler>(IServiceScopeFactory scopes, IncidentEvent happened, CancellationToken stopping)
        where THandler : class, IIncidentHandler
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            await scope.ServiceProvider.GetRequiredService<THandler>().HandleAsync(happened, stopping).ConfigureAwait(false);
        }
    }
}
