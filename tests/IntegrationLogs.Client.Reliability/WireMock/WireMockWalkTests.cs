using IntegrationLogs.Client.Reliability.Infrastructure;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.WireMock;

public sealed class WireMockWalkTests(WireMockServer server, ITestOutputHelper output) : WireMockTests(server)
{
    private const int Seed = 1;

    private readonly Random _chance = new(Seed);

    /// <summary>Before each page there may be a fault of any kind; every client reads several lists over the same connections.</summary>
    [WireMockFact]
    public async Task Walks_through_faults_of_all_kinds_read_every_log_once()
    {
        int walks = 0;
        for (int i = 0; i < Form.Of(4, 100); i++)
        {
            await using Trial trial = Server.NewTrial(https: i % 2 == 1);
            foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
            {
                Assert.Equal(IdsOf(vendor), await WalkAsync(trial.Client, vendor));
                walks++;
            }
        }

        string[] met = [.. (await Server.RequestsAsync()).Select(request => request.Fault).OfType<string>()];
        Assert.InRange(met.Length, walks, int.MaxValue);
        output.WriteLine(
            $"WireMock {await Server.VersionAsync()}: {walks} walks over HTTP/1.1 and HTTP/2 met {met.Length} faults "
            + $"of {met.Distinct().Count()} kinds, 0 logs lost, 0 twice, seed {Seed}");
    }

    private async Task<string[]> WalkAsync(IntegrationLogsClient client, IntegrationVendor vendor)
    {
        var paging = new PagingOptions { PageSize = null, ReadAhead = 0 };
        return vendor == IntegrationVendor.ElasticPath
            ? await CollectAsync(client.ElasticPath.GetAllLogsAsync(paging).AsPages(), log => log.Id!)
            : await CollectAsync(client.Sendcloud.GetAllLogsAsync(paging).AsPages(), log => $"{log.Id}");
    }

    private async Task<string[]> CollectAsync<T>(IAsyncEnumerable<Page<T>> pages, Func<T, string> idOf)
    {
        List<string> ids = [];
        await MaybeBreakNextAsync();
        await foreach (Page<T> page in pages)
        {
            ids.AddRange(page.Items.Select(idOf));
            await MaybeBreakNextAsync();
        }

        return [.. ids];
    }

    private async Task MaybeBreakNextAsync()
    {
        if (_chance.Next(2) == 0)
        {
            await Server.StubWithAsync("page-fault-once", "$FAULT", AllFaults[_chance.Next(AllFaults.Length)]);
            await Server.RestartAsync("fault");
        }
    }
}
