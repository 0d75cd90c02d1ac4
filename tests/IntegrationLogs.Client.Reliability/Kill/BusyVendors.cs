using System.Globalization;
using IntegrationLogs.Client.Reliability.Infrastructure;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Reliability.Kill;

/// <summary>
/// Both vendors while things happen there: logs arrive with each request, some late, some in the same instant; some are removed; some
/// requests fail. Times are the wall clock's, which the watcher goes by.
/// </summary>
internal sealed class BusyVendors : IAsyncDisposable
{
    public static readonly TimeSpan AllowedLateness = TimeSpan.FromMinutes(5);

    /// <summary>A quarter of a minute less than is allowed, for a machine that stands still.</summary>
    private const int MostSecondsLate = 285;

    private const int OldLogs = 30;
    private const int BusyLogs = 8;

    private readonly object _lock = new();
    private readonly Random _random;
    private readonly FakeVendorServer _server;
    private readonly long[] _shops;
    private KillMoment? _moment;
    private bool _isQuiet;
    private int _ids;
    private int _insertedInRun;
    private DateTimeOffset _lastTime;

    /// <summary>The machine's, because the processes that are killed have no other.</summary>
    private static TimeProvider Clock => TimeProvider.System;

    private BusyVendors(FakeVendorServer server, Random random)
    {
        _server = server;
        _random = random;
        _shops = [.. server.Sendcloud.Integrations.Snapshot().Select(one => one.Id!.Value).Take(2)];
        Sources = [LogSource.ElasticPath(), .. _shops.Select(LogSource.Sendcloud)];
        _lastTime = Clock.GetUtcNow();
        Since = _lastTime - (2 * AllowedLateness);
        for (int i = 1; i <= OldLogs; i++)
        {
            Insert(Since.AddHours(-i), isListedFirst: false);
        }

        SetFaults(server.ElasticPath.Faults);
        SetFaults(server.Sendcloud.Faults);
    }

    public Uri Address => _server.BaseAddress;

    public IReadOnlyList<LogSource> Sources { get; }

    /// <summary>Logs from before are old, and not wanted.</summary>
    public DateTimeOffset Since { get; }

    public int Requests => _server.ElasticPath.PageRequests + _server.Sendcloud.PageRequests;

    public int Inserted { get; private set; }

    public int Late { get; private set; }

    public int Removed { get; private set; }

    public int Faults { get; private set; }

    public static async Task<BusyVendors> StartAsync(Random random)
    {
        BusyVendors? vendors = null;
        FakeVendorServer server = await FakeVendorServer.StartAsync(options =>
        {
            Canary.ConfigureServer(options);
            options.ElasticPath.LogCount = options.Sendcloud.LogCount = 0;
            options.Sendcloud.Cursor = SendcloudCursor.Opaque;
            options.BeforeAnswer = _ => vendors!.Happen();
        });
        return vendors = new BusyVendors(server, random);
    }

    /// <summary>Another watcher begins, to be killed at a moment; things may have happened before.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="logs">How many logs came before it, for a watcher that is to be busy from the start.</param>
    public void Begin(KillMoment moment, int logs = 0)
    {
        lock (_lock)
        {
            _moment = moment;
            _insertedInRun = 0;
            for (int i = 0; i < logs; i++)
            {
                InsertAny();
            }
        }

        Happen();
        Happen();
    }

    /// <summary>From now on nothing happens.</summary>
    public void Calm()
    {
        lock (_lock)
        {
            _isQuiet = true;
            _moment = null;
        }
    }

    /// <summary>What is listed and was wanted: all, or what failed.</summary>
    public HashSet<string> ListedKeys(bool failuresOnly = false) =>
    [
        .. _server.ElasticPath.Logs.Snapshot().Where(log => log.CreatedAt >= Since && (!failuresOnly || log.IsFailure))
            .Select(log => Delivery.KeyOf(LogSource.ElasticPath(), log.Id)),
        .. _server.Sendcloud.Logs.Snapshot().Where(log => log.CreatedAt >= Since)
            .Select(log => Delivery.KeyOf(LogSource.Sendcloud(log.IntegrationId!.Value), $"{log.Id}")),
    ];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private void Happen()
    {
        lock (_lock)
        {
            if (_isQuiet)
            {
                return;
            }

            if (_random.Once(_insertedInRun < BusyLogs ? 3 : 40))
            {
                _insertedInRun++;
                InsertAny();
            }

            if (_random.Once(60))
            {
                Remove(_server.ElasticPath.Logs, log => log.CreatedAt >= Since);
            }
            else if (_random.Once(60))
            {
                Remove(_server.Sendcloud.Logs, log => log.CreatedAt >= Since);
            }
        }
    }

    private void InsertAny()
    {
        Inserted++;
        (DateTimeOffset time, bool isListedFirst) = AnyTime();
        Insert(time, isListedFirst);
    }

    private (DateTimeOffset Time, bool IsListedFirst) AnyTime()
    {
        DateTimeOffset now = Clock.GetUtcNow();
        int chance = _random.Next(10);
        if (chance < 3)
        {
            Late++;
            return (now.AddSeconds(-_random.Next(1, MostSecondsLate)), chance == 0);
        }

        _lastTime = chance < 5 ? _lastTime : now;
        return (Later(_lastTime, now.AddSeconds(-MostSecondsLate)), true);
    }

    /// <summary>Lists a log first, or where it belongs in a list that begins with the newest.</summary>
    private void Insert(DateTimeOffset time, bool isListedFirst)
    {
        int id = ++_ids;
        if (_random.Once(2))
        {
            FakeLogList<ElasticPathLog> logs = _server.ElasticPath.Logs;
            logs.Insert(
                isListedFirst ? 0 : logs.Snapshot().TakeWhile(log => log.CreatedAt > time).Count(),
                new ElasticPathLog { Id = $"log-{id}", IntegrationId = "any", Succeeded = id % 4 == 0, CreatedAt = time });
        }
        else
        {
            FakeLogList<SendcloudLog> logs = _server.Sendcloud.Logs;
            logs.Insert(
                isListedFirst ? 0 : logs.Snapshot().TakeWhile(log => log.CreatedAt > time).Count(),
                new SendcloudLog { Id = id, IntegrationId = _random.OneOf(_shops), ResponseCode = 500, CreatedAt = time });
        }
    }

    private void Remove<T>(FakeLogList<T> logs, Func<T, bool> isWanted)
        where T : class
    {
        T[] wanted = [.. logs.Snapshot().Where(isWanted)];
        if (wanted.Length > 0)
        {
            T removed = _random.OneOf(wanted);
            Removed += logs.Remove(log => ReferenceEquals(log, removed));
        }
    }

    private void SetFaults(FaultScript script)
    {
        script.For(_ => IsHalfAnswer(), Fault.Stall(afterBytes: 100));
        foreach (Fault fault in (Fault[])[Fault.Status(503), Fault.ResetBeforeHeaders(), Fault.ResetInsideBody(100), Fault.Truncate(200)])
        {
            script.For(_ => Fails(), fault);
        }
    }

    private bool IsHalfAnswer()
    {
        lock (_lock)
        {
            return _moment?.SawRequest() is true;
        }
    }

    private bool Fails()
    {
        lock (_lock)
        {
            bool fails = !_isQuiet && _random.Once(60);
            Faults += fails ? 1 : 0;
            return fails;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
