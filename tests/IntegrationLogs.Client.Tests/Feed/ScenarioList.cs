using System.Net;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>
/// One source of a <see cref="WatchScenario"/>: a list in an order of its own, to which logs are added and from which some are removed. All
/// chance that it takes comes from a seed of its own, so that it does the same however its polls and those of others interleave.
/// </summary>
internal sealed class ScenarioList
{
    private static readonly DateTimeOffset LastDay = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    private readonly object _lock = new();
    private readonly SimulatedSendcloud _vendor;
    private readonly int _integration;
    private readonly Random _chance;
    private readonly Func<DateTimeOffset> _now;
    private readonly TimeSpan _allowedLateness;
    private readonly DateTimeOffset _start;
    private readonly int _order;
    private readonly int _failsOnceIn;
    private readonly int _changesOnceIn;
    private readonly List<bool> _isDue = [];
    private readonly int _thereFromTheStart;
    private DateTimeOffset? _lastTime;
    private int _pollBegan;
    private bool _isBehind;

    public ScenarioList(
        SimulatedSendcloud vendor, int integration, Random chance, Func<DateTimeOffset> now, TimeSpan allowedLateness, DateTimeOffset start)
    {
        (_vendor, _integration, _chance, _now, _allowedLateness, _start) = (vendor, integration, chance, now, allowedLateness, start);
        _order = chance.Next(4);
        _failsOnceIn = chance.OneOf(int.MaxValue, int.MaxValue, 10, 3);
        _changesOnceIn = chance.OneOf(int.MaxValue, 4);
        foreach (double daysAgo in Enumerable.Range(0, chance.Next(100)).Select(_ => chance.NextDouble()).OrderDescending())
        {
            Arrive(now() - (TimeSpan.FromDays(1) * daysAgo), isThereFromTheStart: true);
        }

        _thereFromTheStart = _isDue.Count;
    }

    public LogSource Source => LogSource.Sendcloud(_integration);

    /// <summary>How many logs there were when the last poll began that came to its end.</summary>
    public int Polled { get; private set; }

    /// <summary>Of a list in no order, one that was not read at first can have an id that is higher than all that were.</summary>
    public bool WasThereFromTheStart(WatchedEntry entry) =>
        _order != 3 && NumberOf(((SendcloudLog)entry.Source).Id!.Value) <= _thereFromTheStart;

    /// <summary>What the next request is refused with.</summary>
    public Exception? Refusal()
    {
        lock (_lock)
        {
            return _chance.Once(_failsOnceIn) ? NextError() : null;
        }
    }

    /// <summary>A poll that begins while there are backlogs looks at the top only for what has come.</summary>
    public void BeginPoll()
    {
        lock (_lock)
        {
            _pollBegan = _isBehind ? _pollBegan : _isDue.Count;
        }
    }

    public void EndPoll(SourcePoll poll)
    {
        lock (_lock)
        {
            _isBehind = IsBehind(poll.After);
            Polled = poll.IsCaughtUp && poll.Error is null ? _pollBegan : Polled;
        }
    }

    /// <summary>A new program begins, from a checkpoint or from none.</summary>
    public void Restart(SourceCheckpoint? from)
    {
        Polled = _pollBegan = 0;
        _isBehind = from is not null && IsBehind(from);
    }

    /// <summary>Now and then, the list changes while it is read.</summary>
    public void ChangeWhileRead()
    {
        lock (_lock)
        {
            Change(_chance.Once(_changesOnceIn) ? 1 : 0);
        }
    }

    /// <summary>Between two polls a few logs come and go, or many.</summary>
    public void Change()
    {
        lock (_lock)
        {
            Change(_chance.Once(4) ? _chance.Next(30) : _chance.Once(20) ? 200 : _chance.Next(3));
        }
    }

    /// <summary>The logs that must have been found by now, but for those of a time that was told as a gap.</summary>
    public IEnumerable<long> Due(IReadOnlyCollection<SourceGap> gaps)
    {
        lock (_lock)
        {
            return [.. _vendor.Logs(_integration)
                .Where(log => !gaps.Any(gap => IsIn(gap, log.CreatedAt)))
                .Select(log => log.Id!.Value)
                .Where(id => NumberOf(id) <= Polled && _isDue[NumberOf(id) - 1])];
        }
    }

    public override string ToString() => $"{Source}, order {_order}, polled {Polled} of {_isDue.Count}:\n" + string.Join(
        '\n', _vendor.Logs(_integration).Select(log => $"  {log.Id} {log.CreatedAt:O} {(_isDue[NumberOf(log.Id!.Value) - 1] ? "due" : "")}"));

    private static bool IsBehind(SourceCheckpoint checkpoint) => checkpoint.Progress.Backlogs.Any(backlog => !backlog.IsAudit);

    private static bool IsIn(SourceGap gap, DateTimeOffset? time) => !(time <= gap.From) && !(time > gap.Until);

    private void Change(int changes)
    {
        for (; changes > 0; changes--)
        {
            if (!_chance.Once(4))
            {
                TimeSpan late = _allowedLateness * _chance.OneOf(0, 0, 0.5, 1, 1.5) * _chance.NextDouble();
                Arrive(_chance.Once(3) ? _lastTime : _now() - late);
            }
            else if (_vendor.Logs(_integration) is { Count: > 0 } listed)
            {
                _vendor.Remove(listed[_chance.Next(listed.Count)].Id!.Value);
            }
        }
    }

    /// <summary>Ids are given in the order of arrival, so that they tell what was listed before a poll.</summary>
    private void Arrive(DateTimeOffset? time, bool isThereFromTheStart = false)
    {
        bool isInTime = isThereFromTheStart || time is null || _now() - time <= _allowedLateness;
        _lastTime = time ?? _lastTime;
        if (_chance.Once(30))
        {
            // Nobody looks for one from before the start below others from before.
            time = isThereFromTheStart ? null : _chance.OneOf<DateTimeOffset?>(null, DateTimeOffset.MinValue, LastDay);
            isInTime = time != DateTimeOffset.MinValue;
        }

        // Which time a log has does not tell where a list in no order has it, and one that begins with the newest is not read to its end.
        bool isReached = time is not null || _order is 1 or 3;
        _isDue.Add(isInTime && isReached && !(time < _start));
        int place = _chance.Next(_vendor.Logs(_integration).Count + 1);
        _vendor.Insert(SimulatedSendcloud.Log(IdOf(_isDue.Count), time, _integration), _order switch
        {
            0 => other => other.CreatedAt <= time,
            1 => other => other.CreatedAt > time,
            2 => _ => true,
            _ => _ => place-- == 0,
        });
    }

    /// <summary>No two lists have an id in common.</summary>
    private long IdOf(int number) => (number * 10L) + _integration;

    private static int NumberOf(long id) => (int)(id / 10);

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
}
