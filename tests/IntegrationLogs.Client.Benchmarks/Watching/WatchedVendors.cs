using System.Collections.Concurrent;
using System.Globalization;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Benchmarks.Watching;

/// <summary>
/// Both fake vendors with many integrations, as a process that counts the requests for logs and lists new ones. It is told what to do by
/// lines of its input: <c>list {logs} {ticks}</c> and <c>counts</c>, each answered with a line.
/// </summary>
internal sealed class WatchedVendors
{
    private readonly ConcurrentDictionary<string, int> _requests = new();
    private readonly Random _chance = new(7);
    private readonly SendcloudLog _sendcloudLog = SampleLogs.Sendcloud(seed: 2, count: 1)[0];
    private readonly ElasticPathLog _elasticPathLog = SampleLogs.ElasticPath(seed: 2, count: 1)[0];
    private FakeVendorServer? _server;
    private long _lastId;
    private int _mostOpen;

    /// <summary>Serves so many integrations with so many old logs each, prints the address, and ends with the standard input.</summary>
    public static async Task ServeAsync(int integrations, int logs)
    {
        var vendors = new WatchedVendors();
        await using FakeVendorServer server = await FakeVendorServer.StartAsync(options =>
        {
            options.ElasticPath.IntegrationCount = options.Sendcloud.IntegrationCount = integrations / 2;
            options.ElasticPath.LogCount = options.Sendcloud.LogCount = 0;
            options.ElasticPath.TokenLifetime = TimeSpan.FromDays(1);
            options.BeforeAnswer = vendors.Count;
        });
        vendors._server = server;
        Fill(server, logs);
        await Console.Out.WriteLineAsync(server.BaseAddress.AbsoluteUri);
        while (await Console.In.ReadLineAsync() is string line)
        {
            await Console.Out.WriteLineAsync(line.Split(' ') switch
            {
                ["list", string count, string ticks] => vendors.List(
                    server, int.Parse(count, CultureInfo.InvariantCulture), long.Parse(ticks, CultureInfo.InvariantCulture)),
                _ => vendors.Counts(),
            });
        }
    }

    private static void Fill(FakeVendorServer server, int logs)
    {
        IReadOnlyList<SendcloudIntegration> shops = server.Sendcloud.Integrations.Snapshot();
        IReadOnlyList<ElasticPathIntegration> hooks = server.ElasticPath.Integrations.Snapshot();
        foreach ((int i, SendcloudLog log) in SampleLogs.Sendcloud(seed: 1, shops.Count * logs).Index())
        {
            server.Sendcloud.Logs.Add(log with { IntegrationId = shops[i % shops.Count].Id });
        }

        foreach ((int i, ElasticPathLog log) in SampleLogs.ElasticPath(seed: 1, hooks.Count * logs).Index())
        {
            server.ElasticPath.Logs.Add(log with { IntegrationId = hooks[i % hooks.Count].Id });
        }
    }

    private void Count(RecordedRequest request)
    {
        if (request.Path.EndsWith("/logs", StringComparison.Ordinal))
        {
            _requests.AddOrUpdate(request.Path, 1, (_, count) => count + 1);
            InterlockedMax.Raise(ref _mostOpen, _server!.OpenRequests);
        }

        // Nobody reads the requests, and hundreds of thousands take room.
        if (request.SequenceNumber % 1000 == 0)
        {
            _server!.ClearRequests();
        }
    }

    /// <summary>Lists a new log in each of so many sources drawn at random, of a time or, without one, of now; tells which.</summary>
    private string List(FakeVendorServer server, int count, long ticks)
    {
        (SendcloudIntegration? Shop, ElasticPathIntegration? Hook)[] sources =
        [
            .. server.Sendcloud.Integrations.Snapshot().Select(shop => (shop, (ElasticPathIntegration?)null)),
            .. server.ElasticPath.Integrations.Snapshot().Select(hook => ((SendcloudIntegration?)null, hook)),
        ];
        _chance.Shuffle(sources);
        DateTimeOffset time = ticks == 0 ? DateTimeOffset.UtcNow : new DateTimeOffset(ticks, TimeSpan.Zero);
        return string.Join(' ', sources.Take(count).Select(source => source.Shop is null
            ? List(server, source.Hook!.Id!, time)
            : List(server, source.Shop.Id!.Value, time)));
    }

    private string List(FakeVendorServer server, long shop, DateTimeOffset time)
    {
        SendcloudLog log = _sendcloudLog with { Id = ++_lastId, IntegrationId = shop, CreatedAt = time, CreatedAtText = Text(time) };
        server.Sendcloud.Logs.Insert(0, log);
        return $"{LogSource.Sendcloud(shop)}/{log.Id}";
    }

    private string List(FakeVendorServer server, string hook, DateTimeOffset time)
    {
        ElasticPathLog log = _elasticPathLog with
        {
            Id = $"log-{++_lastId}",
            IntegrationId = hook,
            CreatedAt = time,
            CreatedAtText = Text(time),
        };
        server.ElasticPath.Logs.Insert(0, log);
        return $"{LogSource.ElasticPath(hook)}/{log.Id}";
    }

    private string Counts() =>
        $"{_requests.Values.Sum()} {_requests.Values.DefaultIfEmpty().Min()} {_requests.Values.DefaultIfEmpty().Max()} {_mostOpen}";

    private static string Text(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);
}
