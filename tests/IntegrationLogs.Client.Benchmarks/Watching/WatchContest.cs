using IntegrationLogs.Client.Benchmarks.Measuring;
using IntegrationLogs.Client.Benchmarks.Server;

namespace IntegrationLogs.Client.Benchmarks.Watching;

/// <summary>A thousand sources of both vendors watched in one process, the vendors in another.</summary>
internal static class WatchContest
{
    private const int Sources = 1000;

    /// <summary>Two pages and more, so that reading a list to its end shows.</summary>
    private const int LogsEach = 50;

    private const double RecordedBytesPerPoll = 42_600;
    private const double Tolerance = 0.05;

    /// <summary>Everything, with so many polls of each source.</summary>
    public static async Task RunAsync(Figures figures, int polls)
    {
        using var server = ServerProcess.StartWatched(Sources, LogsEach);
        var rounds = new WatchRounds(server, figures, Sources, polls);
        await rounds.RunAsync(memoryAt: [polls / 10, polls / 4, polls / 2, polls * 3 / 4, polls]);
        figures.Tell($"A quiet poll allocates {rounds.BytesPerPoll:N0} bytes");
        figures.Tell($"A quiet poll takes {rounds.CpuMicrosecondsPerPoll:0} µs of processor time");
        await new WatchDelivery(server, figures).RunAsync();
    }

    /// <summary>What does not depend on the machine.</summary>
    public static async Task RunShortAsync(Figures figures)
    {
        using var server = ServerProcess.StartWatched(Sources, LogsEach);
        var rounds = new WatchRounds(server, figures, Sources, rounds: 10);
        await rounds.RunAsync();
        figures.Add(
            Math.Abs(rounds.BytesPerPoll - RecordedBytesPerPoll) <= RecordedBytesPerPoll * Tolerance,
            $"{rounds.BytesPerPoll:N0} bytes for a quiet poll, recorded {RecordedBytesPerPoll:N0}, {Tolerance:P0} more or less allowed");
    }
}
