using IntegrationLogs.Client.Benchmarks.Measuring;
using IntegrationLogs.Client.Http.Pacing;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Benchmarks.Pacing;

/// <summary>What a walk with read-ahead reaches of a rate that its store does not tell, in real time and over real sockets.</summary>
internal static class PaceContest
{
    private const double LeastShare = 0.9;
    private const int MostRefusals = 8;
    private const int PageSize = 10;
    private const int Permits = 1_000_000;
    private const int PermitsASecond = 1_000_000_000;

    private static readonly int[] Allowed = [25, 50, 100];
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(Figures figures, int logs)
    {
        foreach (int allowed in Allowed)
        {
            await RunAsync(figures, logs, allowed);
        }

        MeasurePermits(figures, threads: 1);
        MeasurePermits(figures, threads: Environment.ProcessorCount);
    }

    /// <summary>What a request costs when no limit strikes.</summary>
    private static void MeasurePermits(Figures figures, int threads)
    {
        using var limiter = new AccountLimiter(new RequestRate(PermitsASecond, PermitsASecond), TimeProvider.System);
        TakePermits(limiter);
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long began = TimeProvider.System.GetTimestamp();
        Thread[] all = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() => TakePermits(limiter)))];
        Array.ForEach(all, thread => thread.Start());
        Array.ForEach(all, thread => thread.Join());
        double nanoseconds = TimeProvider.System.GetElapsedTime(began).TotalNanoseconds / (Permits * threads);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        figures.Tell($"{threads} threads: {nanoseconds:0} ns and {(double)bytes / (Permits * threads):0.00} bytes for each permit and its answer");
    }

    private static void TakePermits(AccountLimiter limiter)
    {
        for (int i = 0; i < Permits; i++)
        {
            limiter.Accepted(limiter.AttemptAcquire(), hasWaited: false);
        }
    }

    private static async Task RunAsync(Figures figures, int logs, int allowed)
    {
        await using FakeVendorServer server = await FakeVendorServer.StartAsync(options =>
        {
            options.ElasticPath.LogCount = logs;
            options.ElasticPath.Latency = Latency;
            options.ElasticPath.RateLimit = new FakeRateLimit(allowed, TimeSpan.FromSeconds(1));
        });
        await using IntegrationLogsClient client = IntegrationLogsClient.Create(server.ClientOptions);
        int read = 0;
        long began = TimeProvider.System.GetTimestamp();
        await foreach (ElasticPathLog _ in client.ElasticPath.GetAllLogsAsync(new PagingOptions { PageSize = PageSize, ReadAhead = 8 }))
        {
            read++;
        }

        double seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        RecordedRequest[] requests = [.. server.Requests.Where(request => !request.IsTokenRequest)];
        int refused = requests.Count(request => request.Status == 429);
        double rate = (requests.Length - refused) / seconds;
        figures.Add(
            read == logs && refused <= MostRefusals && rate >= LeastShare * allowed,
            $"{allowed} requests a second allowed: {rate:0.0} reached ({rate / allowed:P0}), {refused} of {requests.Length} refused, {seconds:0.0} s");
    }
}
