using IntegrationLogs.Client;
using IntegrationLogs.Client.Testing;

namespace Watch.Fakes;

/// <summary>Both vendors inside this program, with the logs of the last hour. New ones come as time goes, and requests fail.</summary>
internal sealed class FakeVendors : IAsyncDisposable
{
    private const int SecondsHeld = 3_600;

    private readonly object _lock = new();
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly long _started;
    private FakeVendorServer _server = null!;
    private long _listedUntil;

    private FakeVendors() => _started = _time.GetTimestamp();

    public IntegrationLogsClientOptions ClientOptions => _server.ClientOptions;

    public static async Task<FakeVendors> StartAsync(CancellationToken cancellationToken)
    {
        var vendors = new FakeVendors();
        vendors._server = await FakeVendorServer.StartAsync(vendors.Configure, cancellationToken);
        vendors.Fill();
        vendors.PlanFaults();
        return vendors;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private void Configure(FakeVendorServerOptions options)
    {
        options.Seed = ClockLogs.Seed;
        options.ElasticPath.IntegrationCount = ClockLogs.ElasticPathIntegrations;
        options.Sendcloud.IntegrationCount = ClockLogs.SendcloudIntegrations;
        options.ElasticPath.LogCount = options.Sendcloud.LogCount = 0;

        // A date-time would skip logs of the same time.
        options.Sendcloud.Cursor = SendcloudCursor.Opaque;
        options.BeforeAnswer = _ => ListNew();
    }

    private void PlanFaults()
    {
        _server.ElasticPath.Faults.For(request => request.SequenceNumber % 11 == 3, Fault.Status(503));
        _server.ElasticPath.Faults.For(request => request.SequenceNumber % 13 == 5, Fault.Truncate(afterBytes: 900));
        _server.Sendcloud.Faults.For(_ => IsDown(), Fault.Status(503));
        _server.Sendcloud.Faults.For(request => request.SequenceNumber % 7 == 4, Fault.Status(429, retryAfter: "1"));
    }

    private bool IsDown() => _time.GetElapsedTime(_started).Seconds is >= 10 and < 20;

    private void Fill()
    {
        _listedUntil = _time.GetUtcNow().ToUnixTimeSeconds();
        for (long second = _listedUntil; second > _listedUntil - SecondsHeld; second--)
        {
            if (ClockLogs.ListedFrom(second) <= _listedUntil)
            {
                _server.ElasticPath.Logs.Add(ClockLogs.ElasticPath(second));
                _server.Sendcloud.Logs.Add(ClockLogs.Sendcloud(second));
            }
        }
    }

    private void ListNew()
    {
        lock (_lock)
        {
            long now = _time.GetUtcNow().ToUnixTimeSeconds();
            long earliest = Math.Max(_listedUntil - ClockLogs.MostSecondsLate, now - SecondsHeld);
            for (long second = earliest; second < now; second++)
            {
                long listedFrom = ClockLogs.ListedFrom(second);
                if (listedFrom > _listedUntil && listedFrom <= now)
                {
                    Insert(_server.ElasticPath.Logs, ClockLogs.ElasticPath(second), log => log.CreatedAt);
                    Insert(_server.Sendcloud.Logs, ClockLogs.Sendcloud(second), log => log.CreatedAt);
                }
            }

            _listedUntil = Math.Max(_listedUntil, now);
            DateTimeOffset oldest = DateTimeOffset.FromUnixTimeSeconds(now - SecondsHeld);
            _server.ElasticPath.Logs.Remove(log => log.CreatedAt < oldest);
            _server.Sendcloud.Logs.Remove(log => log.CreatedAt < oldest);
        }
    }

    /// <summary>Where it belongs in a list that begins with the newest.</summary>
    private static void Insert<T>(FakeLogList<T> logs, T log, Func<T, DateTimeOffset?> timeOf)
        where T : class =>
        logs.Insert(logs.Snapshot().TakeWhile(other => timeOf(other) > timeOf(log)).Count(), log);
}
