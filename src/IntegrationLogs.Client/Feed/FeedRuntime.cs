using System.Diagnostics.Metrics;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegrationLogs.Client.Feed;

/// <summary>What a feed takes from its surroundings: time, chance (0 to 1), logs and metrics.</summary>
internal sealed record FeedRuntime(TimeProvider Time, Func<double> NextRandom, WatchDiagnostics Diagnostics)
{
    /// <summary>How old integrations' names may be; null where they are not looked up.</summary>
    public TimeSpan? NamesRefreshInterval { get; init; }

    /// <summary>For a client of a user's own, which comes from no container.</summary>
    public static FeedRuntime Default { get; } = new(
        TimeProvider.System,
        SharedRandom.Next,
        new WatchDiagnostics(new Meter(ClientDiagnostics.Name, ClientDiagnostics.Version), NullLogger.Instance))
    {
        NamesRefreshInterval = IntegrationLogsClientOptions.DefaultNamesRefreshInterval,
    };
}
