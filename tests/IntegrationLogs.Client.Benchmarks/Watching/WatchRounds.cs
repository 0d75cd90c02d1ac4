using System.Diagnostics;
using System.Globalization;
using IntegrationLogs.Client.Benchmarks.Measuring;
using IntegrationLogs.Client.Benchmarks.Server;

namespace IntegrationLogs.Client.Benchmarks.Watching;

/// <summary>
/// Watches all sources in rounds, on a clock that goes on by an interval when all have been polled: requests, memory and what comes when
/// do not depend on how fast the machine is.
/// </summary>
internal sealed class WatchRounds(ServerProcess server, Figures figures, int count, int rounds)
{
    private const double Spread = 0.05;

    /// <summary>Every fifth round is one in which logs are new; the others are quiet.</summary>
    private const int NewLogsEvery = 5;

    private const int NewLogs = 200;

    /// <summary>Each of both vendors has its turns.</summary>
    private const int MostInFlight = 2 * WatchedSources.MaxConcurrency;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly List<MemoryFigure> _memory = new(capacity: 10);
    private readonly List<double> _bytesPerPoll = new(capacity: 1000);
    private double _cpuSeconds;
    private int _lateRounds;

    /// <summary>Bytes that a quiet poll allocates.</summary>
    public double BytesPerPoll => Quartiles.Of(_bytesPerPoll).Median;

    /// <summary>Processor time of this process for a quiet poll.</summary>
    public double CpuMicrosecondsPerPoll => _cpuSeconds * 1e6 / _bytesPerPoll.Count / count;

    /// <summary>Measures the memory where so many polls of each source are over.</summary>
    public async Task RunAsync(params int[] memoryAt)
    {
        var clock = new RoundClock();
        var options = new WatchOptions { PollInterval = Interval, AllowedLateness = 5 * Interval, AuditInterval = null, Jitter = 0 };
        await using WatchedSources sources = await WatchedSources.StartAsync(server, options, clock);
        for (int round = 1; round <= rounds; round++)
        {
            bool isQuiet = round > NewLogsEvery && round % NewLogsEvery != 1;
            await MeasureAsync(isQuiet ? sources.Count : 0, async () =>
            {
                int together = round == 1 ? await BeginAsync(sources, clock) : sources.Count;
                clock.Advance(round == 1 ? Interval - TimeSpan.FromTicks(1) : Interval);
                await sources.UntilAsync(() => sources.IsThrough(round) && clock.Waiting(Interval) == together);
            });
            _lateRounds += sources.HasAllOnce ? 0 : 1;
            if (memoryAt.Contains(round))
            {
                _memory.Add(MemoryFigure.Take(round));
            }

            if (round % NewLogsEvery == 0 && round < rounds)
            {
                sources.List(NewLogs, clock.GetUtcNow());
            }
        }

        Report(sources);
    }

    /// <summary>The first few are polled at once; the others wait for the rest of the interval. Tells how many do.</summary>
    private static async Task<int> BeginAsync(WatchedSources sources, RoundClock clock)
    {
        await sources.UntilAsync(() => sources.Polls == WatchedSources.MaxConcurrency && clock.AllWaiting == sources.Count);
        return sources.Count - WatchedSources.MaxConcurrency;
    }

    private async Task MeasureAsync(int polls, Func<Task> round)
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan cpu = process.TotalProcessorTime;
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        await round();
        if (polls > 0)
        {
            _bytesPerPoll.Add((double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / polls);
            process.Refresh();
            _cpuSeconds += (process.TotalProcessorTime - cpu).TotalSeconds;
        }
    }

    private void Report(WatchedSources sources)
    {
        int[] counts = [.. server.Ask("counts").Split(' ').Select(count => int.Parse(count, CultureInfo.InvariantCulture))];
        figures.Add(
            counts is [int total, int least, int most, _] && (total, least, most) == (sources.Count * rounds, rounds, rounds),
            $"{sources.Count:N0} sources, {rounds} polls each: {counts[0]:N0} requests, {counts[1]} to {counts[2]} for a source");
        figures.Add(
            sources.InFlight.Most <= MostInFlight, $"{sources.InFlight.Most} requests in flight at most, {MostInFlight} allowed");

        // To the server a request is open until all that handled it has returned, when the next one may be here already.
        figures.Add(
            counts[3] <= 2 * MostInFlight, $"{counts[3]} requests open at the server at most, {2 * MostInFlight} allowed");
        figures.Add(
            sources.HasAllOnce && _lateRounds == 0,
            $"{sources.Came:N0} of {sources.Listed:N0} new logs came, each once; {_lateRounds} rounds left any for a later one");
        figures.Add(sources.Errors == 0, $"{sources.Errors} polls failed");
        if (_memory.Count > 0)
        {
            ReportMemory();
        }
    }

    private void ReportMemory()
    {
        foreach (MemoryFigure figure in _memory)
        {
            figures.Tell($"After {figure.At} polls: {figure.Live / 1e6:0.000} MB live, working set {figure.WorkingSet / 1e6:0.0} MB");
        }

        long first = _memory[0].Live;
        double spread = _memory.Max(figure => Math.Abs(figure.Live - first)) / (double)first;
        figures.Add(
            spread <= Spread,
            $"Live memory is off its first figure by {100 * spread:0.0} % at most; {100 * Spread:0} % allowed");
    }
}
