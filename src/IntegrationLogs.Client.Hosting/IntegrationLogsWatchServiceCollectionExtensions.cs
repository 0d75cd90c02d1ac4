using System.Diagnostics.CodeAnalysis;
using IntegrationLogs.Client;
using IntegrationLogs.Client.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers watches that run as long as their host.</summary>
public static partial class IntegrationLogsWatchServiceCollectionExtensions
{
    /// <summary>Watches sources as long as the host runs, and hands each new entry to a function.</summary>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="configure">Says what to watch and where the checkpoint is kept.</param>
    /// <param name="handler">Handles an entry; its token is cancelled when the host stops.</param>
    /// <remarks>
    /// <para>
    /// The entries of one source come one by one, in their order; those of up to
    /// <see cref="IntegrationLogsWatchOptions.MaxConcurrentHandlers"/> sources come at once. Each comes at least once, whatever crashes.
    /// The checkpoint is stored after <see cref="IntegrationLogsWatchOptions.CheckpointEvery"/> handled entries or
    /// <see cref="IntegrationLogsWatchOptions.CheckpointInterval"/>, whichever is first: after a crash, what was handled since then comes
    /// again.
    /// </para>
    /// <para>
    /// An entry that the handler throws at comes again after a pause, until it is handled or goes to
    /// <see cref="IntegrationLogsWatchOptions.OnDeadLetter"/>. It holds up its own source only. To skip one, catch its exception in the
    /// handler.
    /// </para>
    /// <para>
    /// Wrong settings are an <see cref="OptionsValidationException"/> at the host's start. A stored checkpoint that cannot be read ends
    /// the host, and nothing is written over it. So does a <see cref="CheckpointConflictException"/>: another watch has the same store.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentException">There is such a watch already: several need a name each.</exception>
    public static IServiceCollection AddIntegrationLogsWatch(
        this IServiceCollection services,
        Action<IntegrationLogsWatchOptions> configure,
        Func<WatchedEntry, CancellationToken, Task> handler) =>
        services.AddIntegrationLogsWatch(Options.Options.DefaultName, configure, handler);

    /// <summary>Watches sources as long as the host runs, and hands each new entry to a function: one of several watches.</summary>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="name">
    /// The watch's name: what logs, metrics and its health check name it by, and the key of its checkpoint store.
    /// </param>
    /// <param name="configure">Says what to watch, with which client, and where the checkpoint is kept.</param>
    /// <param name="handler">Handles an entry; its token is cancelled when the host stops.</param>
    /// <remarks>The rules are those of a watch without a name.</remarks>
    /// <exception cref="ArgumentException">There is a watch of that name already.</exception>
    public static IServiceCollection AddIntegrationLogsWatch(
        this IServiceCollection services,
        string name,
        Action<IntegrationLogsWatchOptions> configure,
        Func<WatchedEntry, CancellationToken, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return AddWatch(services, name, configure, _ => handler);
    }

    /// <summary>Watches sources as long as the host runs, and hands each new entry to a handler from the container.</summary>
    /// <typeparam name="THandler">
    /// The handler: made for each call, in a scope of its own, unless it is registered in another way.
    /// </typeparam>
    /// <param name="services">The container's services, with a client.</param>
    /// <param name="configure">Says what to watch and where the checkpoint is kept.</param>
    /// <remarks>The rules are those of a watch with a function.</remarks>
    /// <exception cref="ArgumentException">There is such a watch already: several need a name each.</exception>
    public static IServiceCollection AddIntegrationLogsWatch<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IServiceCollection services, Action<IntegrationLogsWatchOptions> configure)
        where THandler : class, IWatchedEntryHandler =>
        services.AddIntegrationLogsWatch<THandler>(Options.Options.DefaultName, configure);

    /// <summary>
    /// Watches sources as long as the host runs, and hands each new entry to a handler from the container: one of several watches.
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
    public static IServiceCollection AddIntegrationLogsWatch<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IServiceCollection services, string name, Action<IntegrationLogsWatchOptions> configure)
        where THandler : class, IWatchedEntryHandler
    {
        AddWatch(services, name, configure, ScopedHandlerOf<THandler>);
        services.TryAddScoped<THandler>();
        return services;
    }

    private static IServiceCollection AddWatch(
        IServiceCollection services,
        string name,
        Action<IntegrationLogsWatchOptions> configure,
        Func<IServiceProvider, Func<WatchedEntry, CancellationToken, Task>> handlerOf,
        IConfiguration? section = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        new WatchRegistration(
            name,
            WatchKind.Entries,
            (provider, watch, options) => new EntryDelivery(
                watch, options, handlerOf(provider), provider.GetRequiredService<HostingDiagnostics>()))
        {
            Section = section,
        }.AddTo(services, options => options.Configure(configure));
        return services;
    }

    private static Func<WatchedEntry, CancellationToken, Task> ScopedHandlerOf<THandler>(IServiceProvider provider)
        where THandler : class, IWatchedEntryHandler
    {
        IServiceScopeFactory scopes = provider.GetRequiredService<IServiceScopeFactory>();
        return (entry, stopping) => HandleInScopeAsync<THandler>(scopes, entry, stopping);
    }

    private static async Task HandleInScopeAsync<THandler>(IServiceScopeFactory scopes, WatchedEntry entry, CancellationToken stopping)
        where THandler : class, IWatchedEntryHandler
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            await scope.ServiceProvider.GetRequiredService<THandler>().HandleAsync(entry, stopping).ConfigureAwait(false);
        }
    }
}
