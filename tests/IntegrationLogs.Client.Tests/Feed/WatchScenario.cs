using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>
/// A seed's schedule of logs that arrive (late, in bursts, with equal times or none), are removed, vendors that fail and programs that stop
/// and go on from a stored checkpoint; after every step what has to hold is asserted.
/// </summary>
internal sealed class WatchScenario
{
    private readonly SharedRandom _chance;
    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();
    private readonly List<WatchedEntry> _handled = [];
    private readonly ConcurrentDictionary<long, bool> _isDue = [];
    private readonly ConcurrentDictionary<long, int> _pollBegan = [];
    private readonly ConcurrentDictionary<long, int> _polled = [];
    private readonly ConcurrentBag<SourceGap> _gaps = [];
    private readonly int[] _orders;
    private readonly DateTimeOffset _start;
    private WatchOptions _options;
    private DateTimeOffset? _lastTime;

    public WatchScenario(int seed)
    {
        _chance = new SharedRandom(seed);
        _orders = [.. Enumerable.Range(0, _chance.Next(1, 4)).Select(_ => _chance.Next(4))];
        DateTimeOffset now = _time.GetUtcNow();
        _start = _chance.OneOf(DateTimeOffset.MinValue, now, now - TimeSpan.FromHours(_chance.Next(1, 24)));
        _options = new WatchOptions
        {
            PollInterval = TimeSpan.FromSeconds(_chance.OneOf(10, 60, 60, 1000)),
            AllowedLateness = TimeSpan.FromSeconds(_chance.OneOf(1, 60, 300, 3000)),
            Jitter = _chance.NextDouble() / 2,
            PageSize = _chance.OneOf(3, 10, 30, 100),
            MaxPages = _chance.OneOf(1, 3, 10),
            AuditInterval = _chance.OneOf<TimeSpan?>(null, TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)),
            MaxConcurrency = _chance.Next(1, 5),
            Start = _start == now ? WatchStart.Now : WatchStart.At(_start),
        };
        foreach (double daysAgo in Enumerable.Range(0, _chance.Next(100)).Select(_ => _chance.NextDouble()).OrderDescending())
        {
            Arrive(now - (TimeSpan.FromDays(1) * daysAgo), isThereFromTheStart: true);
        }

        int failsOnceIn = _chance.OneOf(int.MaxValue, int.MaxValue, 10, 3);
        int changesOnceIn = _chance.OneOf(int.MaxValue, 4);
        _vendor.Refusal = _ => _chance.Once(failsOnceIn) ? NextError() : null;
        _vendor.BeforeFirstPage = integration =>
        {
            lock (_isDue)
            {
                _pollBegan[integration] = _isDue.Count;
            }
        };
        _vendor.BeforeAnswer = _ => ChangeLists(_chance.Once(changesOnceIn) ? 1 : 0);
    }

    private IEnumerable<LogSource> Sources => Enumerable.Range(1, _orders.Length).Select(id => LogSource.Sendcloud(id));

    public async Task RunAsync()
    {
        var beginning = LogCheckpoint.Create(Sources, _start);
        for (int runs = _chance.Next(1, 5); runs > 0; runs--)
        {
            await WatchAsync(steps: _chance.Next(1, 12));

            // What came after the checkpoint that was stored last was not handled: both are stored together.
            int kept = _chance.Once(2) ? _handled.Count : _chance.Next(_handled.Count + 1);
            _handled.RemoveRange(kept, _handled.Count - kept);
            LogCheckpoint stored = kept == 0 ? beginning : _handled[^1].Checkpoint;
            _options = _options with { Start = WatchStart.After(LogCheckpoint.Parse(stored.ToJson())) };
        }
    }

    private async Task WatchAsync(int steps)
    {
        _polled.Clear();
        await using var watch = new WatchedSendcloud(
            _vendor,
            _time,
            _options with
            {
                OnGap = _gaps.Add,
                OnSourcePolled = poll =>
                {
                    if (poll.IsCaughtUp && poll.Error is null)
                    {
                        _polled[IdOf(poll.Source)] = _pollBegan[IdOf(poll.Source)];
                    }
                },
            },
            [.. Sources],
            _chance.NextDouble);
        await watch.SettleAsync();
        AssertHolds(watch);
        for (int step = 0; step < steps; step++)
        {
            ChangeLists(_chance.Once(4) ? _chance.Next(30) : _chance.Next(3));
            await watch.AdvanceAsync(_options.PollInterval * (_chance.Once(5) ? 4 : 1));
            AssertHolds(watch);
        }

        _handled.AddRange(watch.Entries);
    }

    private void AssertHolds(WatchedSendcloud watch)
    {
        List<WatchedEntry> handled = [.. _handled, .. watch.Entries];
        List<long> ids = [.. handled.Select(entry => ((SendcloudLog)entry.Source).Id!.Value)];
        Assert.Equal(ids.Distinct().Count(), ids.Count);
        Assert.DoesNotContain(handled, entry => entry.OccurredAt < _start && !entry.IsLate);
        foreach (LogSource source in Sources)
        {
            foreach (List<WatchedEntry> found in watch.EntriesByPoll(source))
            {
                Assert.Equal(found.OrderBy(entry => entry.OccurredAt ?? DateTimeOffset.MaxValue), found);
            }

            // What was listed before a poll that came to its end, and still is, has been found by now.
            int polled = _polled.GetValueOrDefault(IdOf(source));
            SourceGap[] gaps = [.. _gaps.Where(gap => gap.Source == source)];
            IEnumerable<long> due = _vendor.Logs(IdOf(source))
                .Where(log => !gaps.Any(gap => IsIn(gap, log.CreatedAt))).Select(log => log.Id!.Value)
                .Where(id => id <= polled && _isDue[id]);
            long[] missing = [.. due.Except(ids)];
            Assert.True(missing.Length == 0, $"missing {string.Join(',', missing)} of {source}; order {string.Join(',', _orders)}; start {_start:O}; now {_time.GetUtcNow():O}; {_options}; polled {polled}\n"
                + string.Join("\n", _vendor.Logs(IdOf(source)).Select(log => $"{log.Id} {log.CreatedAt:O} {(ids.Contains(log.Id!.Value) ? "handled" : "")}{(missing.Contains(log.Id!.Value) ? " MISSING" : "")}")) + "\n"
                + watch.Entries.LastOrDefault(e => e.FoundIn == source)?.SourceCheckpoint.ToJson());
        }
    }

    private void ChangeLists(int changes)
    {
        for (; changes > 0; changes--)
        {
            if (_chance.Once(4))
            {
                IReadOnlyList<SendcloudLog> listed = _vendor.Logs(_chance.Next(1, _orders.Length + 1));
                if (listed.Count > 0)
                {
                    _vendor.Remove(listed[_chance.Next(listed.Count)].Id!.Value);
                }
            }
            else
            {
                TimeSpan late = _options.AllowedLateness * _chance.OneOf(0, 0, 0.5, 1, 1.5) * _chance.NextDouble();
                Arrive(_chance.Once(3) ? _lastTime : _time.GetUtcNow() - late);
            }
        }
    }

    /// <summary>Ids are given in the order of arrival, so that they tell what was listed before a poll.</summary>
    private void Arrive(DateTimeOffset? time, bool isThereFromTheStart = false)
    {
        lock (_isDue)
        {
            time = _chance.Once(30) ? null : time;
            _lastTime = time ?? _lastTime;
            bool isInTime = isThereFromTheStart || time is null || _time.GetUtcNow() - time <= _options.AllowedLateness;
            long id = _isDue.Count + 1;
            int integration = _chance.Next(1, _orders.Length + 1);
            int order = _orders[integration - 1];

            // One without a time is found where its list is read that far: those in no order are read to their end.
            bool isReached = time is not null || order is 1 or 3;
            _isDue[id] = isInTime && isReached && !(time < _start);
            SendcloudLog log = SimulatedSendcloud.Log(id, time, integration);
            int listed = _vendor.Logs(integration).Count;
            int place = _chance.Next(listed + 1);
            _vendor.Insert(log, order switch
            {
                0 => other => other.CreatedAt <= time,
                1 => other => other.CreatedAt > time,
                2 => _ => true,
                _ => _ => place-- == 0,
            });
        }
    }

    private Exception NextError() => _chance.Next(5) switch
    {
        0 => new VendorApiException(IntegrationVendor.Sendcloud, HttpStatusCode.BadGateway, "down"),
        1 => new ApiNotFoundException(IntegrationVendor.Sendcloud, HttpStatusCode.NotFound, "deleted"),
        2 => new ApiAuthenticationException(IntegrationVendor.Sendcloud, HttpStatusCode.Forbidden, "revoked"),
        3 => new ApiRateLimitException(IntegrationVendor.Sendcloud, HttpStatusCode.TooManyRequests, "slower")
        {
            RetryAfter = TimeSpan.FromSeconds(_chance.Next(100)),
        },
        _ => new HttpRequestException("of a handler of a user's own"),
    };

    private static bool IsIn(SourceGap gap, DateTimeOffset? time) => !(time <= gap.From) && !(time > gap.Until);

    private static long IdOf(LogSource source) => long.Parse(source.IntegrationId!, CultureInfo.InvariantCulture);

    private sealed class SharedRandom(int seed) : Random(seed)
    {
        private readonly object _lock = new();

        public override int Next(int maxValue)
        {
            lock (_lock)
            {
                return base.Next(maxValue);
            }
        }

        public override int Next(int minValue, int maxValue)
        {
            lock (_lock)
            {
                return base.Next(minValue, maxValue);
            }
        }

        public override double NextDouble()
        {
            lock (_lock)
            {
                return base.NextDouble();
            }
        }
    }
}
