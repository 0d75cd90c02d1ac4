using IntegrationLogs.Client.Benchmarks.Measuring;
using IntegrationLogs.Client.Benchmarks.Server;

namespace IntegrationLogs.Client.Benchmarks.Watching;

/// <summary>How long it takes, by the real clock, from a log's listing until it comes.</summary>
internal sealed class WatchDelivery(ServerProcess server, Figures figures)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ListFor = TimeSpan.FromSeconds(40);

    private readonly List<double> _seconds = [];

    public async Task RunAsync()
    {
        var chance = new Random(11);
        var options = new WatchOptions { PollInterval = Interval, AllowedLateness = Window };
        await using WatchedSources sources = await WatchedSources.StartAsync(server, options, TimeProvider.System, Take);

        // All begin at once; a few intervals of random length spread them.
        await Task.Delay(5 * Interval);
        sources.InFlight.ForgetLongest();
        for (DateTimeOffset end = DateTimeOffset.UtcNow + ListFor; DateTimeOffset.UtcNow < end;)
        {
            sources.List(logs: 2);
            await Task.Delay(chance.Next(20, 180));
        }

        await sources.UntilAsync(() => sources.HasAllOnce);
        TimeSpan longest = sources.InFlight.Longest;
        double last = _seconds.Max();
        figures.Add(
            last <= (Interval + longest).TotalSeconds,
            $"Polled every {Interval.TotalSeconds:0} s: the slowest of {_seconds.Count:N0} new logs came {last:0.000} s after its listing");
        figures.Tell($"Half of them came within {Quartiles.Of(_seconds).Median:0.000} s");
        figures.Tell($"The slowest request took {longest.TotalSeconds:0.000} s");
    }

    /// <summary>The server gives a log the time of its listing, by the clock of both.</summary>
    private void Take(WatchedEntry entry) => _seconds.Add((DateTimeOffset.UtcNow - entry.OccurredAt!.Value).TotalSeconds);
}
