using System.Buffers;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IntegrationLogs.Client.DependencyInjection;

/// <summary>Registers what all clients of a container share. It may be called again.</summary>
internal static class RuntimeRegistration
{
    public static void Add(IServiceCollection services)
    {
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new ClientRuntime(
            provider.GetRequiredService<TimeProvider>(), SharedRandom.Next, ArrayPool<byte>.Shared));
        services.TryAddSingleton<ClientDiagnostics>();
        services.TryAddSingleton<ClientLifetime>();
        services.TryAddSingleton(provider => new FeedRuntime(
            provider.GetRequiredService<ClientRuntime>().Time,
            provider.GetRequiredService<ClientRuntime>().NextRandom,
            provider.GetRequiredService<ClientDiagnostics>().Watches));
    }
}
