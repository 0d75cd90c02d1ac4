using System.Globalization;
using IntegrationLogs.Client.Benchmarks.Measuring;
using IntegrationLogs.Client.Benchmarks.Server;
using IntegrationLogs.Client.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Benchmarks.Watching;

/// <summary>A watch of a long list from its beginning: after how many requests the first entry comes, and how much room the rest takes.</summary>
internal static class LongList
{
    private const int Logs = 50_000;
    private const int Step = 10_000;

    /// <summary>What is known one by one takes room, up to a limit.</summary>
    private const double MostGrowth = 4e6;

    public static async Task RunAsync(Figures figures)
    {
        using var server = ServerProcess.StartBurst(shops: 1, Logs);
        var requests = new RequestsInFlight();
        var options = new IntegrationLogsClientOptions();
        var fake = new FakeSendcloudOptions();
        options.Sendcloud.BaseAddress = new Uri(server.Address, "/api/v3");
        (options.Sendcloud.PublicKey, options.Sendcloud.SecretKey) = (fake.PublicKey, fake.SecretKey);
        options.Sendcloud.RateLimit.Enabled = false;
        await using IntegrationLogsClient client =
            IntegrationLogsClient.Create(options, builder => builder.Sendcloud.AddHttpMessageHandler(requests.NewHandler));
        var source = LogSource.Sendcloud(long.Parse(server.Shops[0], CultureInfo.InvariantCulture));
        List<MemoryFigure> memory = [];
        int came = 0;
        int requestsAtFirst = 0;
        await foreach (WatchedEntry _ in client.Feed.WatchAsync([source], new WatchOptions { Start = WatchStart.Beginning }))
        {
            requestsAtFirst = came == 0 ? requests.All : requestsAtFirst;
            came++;
            if (came % Step == 0)
            {
                memory.Add(MemoryFigure.Take(came));
            }

            if (came == Logs)
            {
                break;
            }
        }

        figures.Add(requestsAtFirst == 1, $"{Logs:N0} logs from the beginning: the first came after {requestsAtFirst} request");
        foreach (MemoryFigure figure in memory)
        {
            figures.Tell($"After {figure.At:N0} of them: {figure.Live / 1e6:0.000} MB live, working set {figure.WorkingSet / 1e6:0.0} MB");
        }

        double growth = memory.Max(figure => figure.Live) - memory[0].Live;
        figures.Add(growth <= MostGrowth, $"Live memory grows by {growth / 1e6:0.0} MB at most; {MostGrowth / 1e6:0} MB allowed");
    }
}
