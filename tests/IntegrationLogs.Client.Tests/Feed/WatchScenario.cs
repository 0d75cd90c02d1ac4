using System.Collections.Concurrent;
using System.Globalization;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>
/// A seed's schedule of logs that arrive (late, in bursts, with equal times, odd ones or none) and are removed, of vendors that fail or do
/// not answer, of clocks that are wrong, and of programs that stop and go on from a stored checkpoint; after every step what has to hold is
/// asserted. The same seed gives the same schedule.
/// </summary>
internal sealed class WatchScenario
{
    private readonly Random _chance;
    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();
    private readonly List<WatchedEntry> _handled = [];
    private readonly ConcurrentBag<SourceGap> _gaps = [];
    private readonly ScenarioList[] _lists;
    private readonly DateTimeOffset _start;
    private readonly int _hangsOnceIn;
    private readonly int _clocksAreWrongOnceIn;
    private WatchOptions _options;
    private TimeSpan _vendorsSkew;
    private (long Integration, TaskCompletionSource End)? _hanging;

    public WatchScenario(int seed)
    {
        _chance = new Random(seed);
        DateTimeOffset now = _time.GetUtcNow();
        _clocksAreWrongOnceIn = _chance.OneOf(int.MaxValue, 3);
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

            // Now is the vendor's now, whatever that is.
            Start = _start == now && _clocksAreWrongOnceIn == int.MaxValue ? WatchStart.Now : WatchStart.At(_start),
        };
        _lists =
        [
            .. Enumerable.Range(1, _chance.Next(1, 4)).Select(integration => new ScenarioList(
                _vendor, integration, new Random(_chance.Next()), TrueTime, _options.AllowedLateness, _start)),
        ];
        _hangsOnceIn = _options.MaxConcurrency > 1 ? _chance.OneOf(int.MaxValue, 3) : int.MaxValue;
        _vendor.Refusal = integration => _lists[integration - 1].Refusal();
        _vendor.BeforeFirstPage = integration => _lists[integration - 1].BeginPoll();
        _vendor.BeforeAnswer = integration => _lists[integration - 1].ChangeWhileRead();
        _vendor.Date = () => TrueTime() + _vendorsSkew;
        _vendor.Holding = integration => _hanging?.Integration == integration ? _hanging.Value.End.Task : Task.CompletedTask;
    }

    public async Task RunAsync()
    {
        var beginning = LogCheckpoint.Create(_lists.Select(list => list.Source), _start);
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

    private DateTimeOffset TrueTime() => _time.GetUtcNow() - _time.Skew;

    private async Task WatchAsync(int steps)
    {
        Array.ForEach(_lists, list => list.Restart(_options.Start.Checkpoint?[list.Source]));
        double jitter = _chance.NextDouble();
        await using var watch = new WatchedSendcloud(
            _vendor,
            _time,
            _options with { OnGap = _gaps.Add, OnSourcePolled = Polled },
            [.. _lists.Select(list => list.Source)],
            () => jitter);
        await watch.SettleAsync();
        AssertHolds(watch);
        for (int step = 0; step < steps; step++)
        {
            SetClocks();
            Array.ForEach(_lists, list => list.Change());
            TaskCompletionSource? hung = BeginToHang();
            await watch.AdvanceAsync(_options.PollInterval * (_chance.Once(5) ? 4 : 1), then: () => hung?.SetResult());
            AssertHolds(watch);
        }

        _handled.AddRange(watch.Entries);
        _hanging?.End.SetResult();
        _hanging = null;
        (_time.Skew, _vendorsSkew) = (TimeSpan.Zero, TimeSpan.Zero);
    }

    /// <summary>Lets the next poll of a source wait for its answer until the step after the next.</summary>
    /// <returns>What ends the wait that began a step before.</returns>
    private TaskCompletionSource? BeginToHang()
    {
        (long Integration, TaskCompletionSource End)? before = _hanging;
        int next = _chance.Next(1, _lists.Length + 1);
        _hanging = _chance.Once(_hangsOnceIn) && before?.Integration != next ? (next, new TaskCompletionSource()) : null;
        return before?.End;
    }

    /// <summary>
    /// One of both clocks is right: where both are wrong, nobody can know. A poll that hangs began by one clock, and must not end by the other.
    /// </summary>
    private void SetClocks()
    {
        if (_chance.Once(_clocksAreWrongOnceIn) && _hanging is null)
        {
            TimeSpan skew = TimeSpan.FromMinutes(_chance.OneOf(-2000, -90, -3, 3, 90, 2000)) * _chance.NextDouble();
            (_time.Skew, _vendorsSkew) = _chance.OneOf((skew, TimeSpan.Zero), (TimeSpan.Zero, skew), (TimeSpan.Zero, TimeSpan.Zero));
        }
    }

    private void Polled(SourcePoll poll) =>
        _lists[int.Parse(poll.Source.IntegrationId!, CultureInfo.InvariantCulture) - 1].EndPoll(poll);

    private void AssertHolds(WatchedSendcloud watch)
    {
        List<WatchedEntry> handled = [.. _handled, .. watch.Entries];
        List<long> ids = [.. handled.Select(entry => ((SendcloudLog)entry.Source).Id!.Value)];
        long[] twice = [.. ids.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => same.Key)];
        Assert.True(twice.Length == 0, $"Twice: {string.Join(", ", twice)}. {this}");
        foreach (ScenarioList list in _lists)
        {
            foreach (List<WatchedEntry> found in watch.EntriesByPoll(list.Source))
            {
                Assert.Equal(found.OrderBy(entry => entry.OccurredAt ?? DateTimeOffset.MaxValue), found);
            }

            // What is older than the start came later.
            Assert.DoesNotContain(
                handled,
                entry => entry.FoundIn == list.Source && entry.OccurredAt < _start && !entry.IsLate && list.WasThereFromTheStart(entry));

            // What was listed before a poll that came to its end, and still is, has been found by now.
            long[] missing = [.. list.Due([.. _gaps.Where(gap => gap.Source == list.Source)]).Except(ids)];
            Assert.True(
                missing.Length == 0,
                $"Missing of {list.Source}: {string.Join(", ", missing)}. {this}\n"
                + watch.Entries.LastOrDefault(entry => entry.FoundIn == list.Source)?.SourceCheckpoint.ToJson());
        }
    }

    public override string ToString() =>
        $"Start {_start:O}; now {TrueTime():O}; clocks {_time.Skew}, {_vendorsSkew}; {_options}\n{string.Join('\n', _lists.AsEnumerable())}";
}
