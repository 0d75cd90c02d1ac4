using IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.PostgreSql.Tests.Kill;

/// <summary>Both vendors while logs arrive with each request, some of them late. Times are the wall clock's, which the watch goes by.</summary>
internal sealed class ArrivingLogs : IAsyncDisposable
{
    public static readonly TimeSpan AllowedLateness = TimeSpan.FromMinutes(5);

    private readonly object _lock = new();
    private readonly Random _random;
    private readonly FakeVendorServer _server;
    private readonly long[] _shops;
    private bool _isCalm;
    private int _ids;

    private ArrivingLogs(FakeVendorServer server, int seed)
    {
        _server = server;
        _random = new Random(seed);
        _shops = [.. server.Sendcloud.Integrations.Snapshot().Select(one => one.Id!.Value).Take(2)];
        Since = TimeProvider.System.GetUtcNow() - (2 * AllowedLateness);
    }

    public DateTimeOffset Since { get; }

    public static async Task<ArrivingLogs> StartAsync(int seed)
    {
        ArrivingLogs? vendors = null;
        FakeVendorServer server = await FakeVendorServer.StartAsync(options =>
        {
            options.ElasticPath.LogCount = options.Sendcloud.LogCount = 0;
            (options.ElasticPath.ClientId, options.ElasticPath.ClientSecret) = (WatchHost.Id, WatchHost.Secret);
            (options.Sendcloud.PublicKey, options.Sendcloud.SecretKey) = (WatchHost.Id, WatchHost.Secret);
            options.BeforeAnswer = _ => vendors?.Arrive();
        });
        return vendors = new ArrivingLogs(server, seed);
    }

    public WatchSettings Settings(TestSchema schema) => new(
        _server.BaseAddress,
        [LogSource.ElasticPath(), .. _shops.Select(LogSource.Sendcloud)],
        Since,
        schema.Server.ConnectionString,
        schema.Name);

    /// <summary>From now on none arrives.</summary>
    public void Calm()
    {
        lock (_lock)
        {
            _isCalm = true;
        }
    }

    /// <summary>The keys of all that arrived, in their order.</summary>
    public string[] ListedKeys() =>
    [
        .. _server.ElasticPath.Logs.Snapshot().Select(log => $"/ElasticPath/{log.Id}")
            .Concat(_server.Sendcloud.Logs.Snapshot().Select(log => $"/Sendcloud/{log.IntegrationId}/{log.Id}"))
            .Order(StringComparer.Ordinal),
    ];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private void Arrive()
    {
        lock (_lock)
        {
            for (int logs = _isCalm || _random.Next(4) > 0 ? 0 : _random.Next(1, 4); logs > 0; logs--)
            {
                ArriveOne();
            }
        }
    }

    private void ArriveOne()
    {
        int id = ++_ids;
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        DateTimeOffset time = _random.Next(5) == 0 ? now.AddSeconds(-_random.Next(1, 60)) : now;
        if (_random.Next(2) == 0)
        {
            FakeLogList<ElasticPathLog> logs = _server.ElasticPath.Logs;
            int index = logs.Snapshot().TakeWhile(log => log.CreatedAt > time).Count();
            logs.Insert(index, new ElasticPathLog { Id = $"log-{id}", IntegrationId = "any", Succeeded = id % 4 == 0, CreatedAt = time });
        }
        else
        {
            FakeLogList<SendcloudLog> logs = _server.Sendcloud.Logs;
            int index = logs.Snapshot().TakeWhile(log => log.CreatedAt > time).Count();
            logs.Insert(index, new SendcloudLog
            {
                Id = id,
                IntegrationId = _shops[_random.Next(_shops.Length)],
                BaseUrl = "https://shop.example",
                ResponseCode = 500,
                CreatedAt = time,
            });
        }
    }
}
