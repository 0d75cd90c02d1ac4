using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Benchmarks.Watching;

/// <summary>A fake Sendcloud as a process, whose shops have many logs of the last minutes.</summary>
internal static class BurstVendor
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    /// <summary>Serves so many shops with so many logs each, prints the address, and ends with the standard input.</summary>
    public static async Task ServeAsync(int shops, int logs)
    {
        await using FakeVendorServer server = await FakeVendorServer.StartAsync(options =>
        {
            options.Sendcloud.IntegrationCount = shops;
            options.Sendcloud.LogCount = options.ElasticPath.LogCount = 0;
        });
        long[] ids = [.. server.Sendcloud.Integrations.Snapshot().Select(shop => shop.Id!.Value)];
        DateTimeOffset newest = DateTimeOffset.UtcNow;
        int all = shops * logs;
        foreach ((int i, SendcloudLog log) in SampleLogs.Sendcloud(seed: 1, all).Index())
        {
            DateTimeOffset time = newest - (i * Step);
            server.Sendcloud.Logs.Add(log with
            {
                Id = all - i,
                IntegrationId = ids[i % shops],
                CreatedAt = time,
                CreatedAtText = time.ToString("O"),
            });
        }

        await Console.Out.WriteLineAsync($"{server.BaseAddress.AbsoluteUri} {string.Join(' ', ids)}");
        await Console.In.ReadToEndAsync();
    }
}
