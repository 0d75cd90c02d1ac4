using System.Diagnostics.Metrics;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>A watch of a <see cref="SimulatedSendcloud"/> on fake time, with a consumer that takes what comes.</summary>
internal sealed class WatchedSendcloud : IAsyncDisposable
{
    private readonly object _lock = new();
    private readonly List<WatchedEntry> _entries = [];
    private readonly List<SourceError> _errors = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly int _sources;
    private readonly Task _consuming;
    private readonly List<SourcePoll> _polls = [];
    private int _found;

    public WatchedSendcloud(
        SimulatedSendcloud vendor,
        ObservableTimeProvider time,
        WatchOptions options,
        IReadOnlyList<LogSource>? sources = null,
        Func<double>? random = null,
        ILogger? logger = null,
        Meter? meter = null)
    {
        sources ??= [LogSource.Sendcloud(1)];
        Time = time;
        Time.TimersChanged = () => _changed.Release();
        _sources = sources.Count;
        IAsyncEnumerable<WatchedEntry> entries = Feed(vendor, time, random, logger, meter).WatchAsync(
            sources,
            options with { OnSourceError = options.OnSourceError + Add, OnSourcePolled = options.OnSourcePolled + Add },
            _stop.Token);
        _consuming = ConsumeAsync(entries);
    }

    public static IIntegrationLogFeed Feed(
        SimulatedSendcloud vendor, TimeProvider time, Func<double>? random = null, ILogger? logger = null, Meter? meter = null) =>
        new IntegrationLogFeed(vendor, Runtime(time, random, logger, meter));

    public static FeedRuntime Runtime(TimeProvider time, Func<double>? random = null, ILogger? logger = null, Meter? meter = null) =>
        new(time, random ?? (() => 0), new WatchDiagnostics(meter ?? new Meter("test"), logger ?? NullLogger.Instance));

    public ObservableTimeProvider Time { get; }

    /// <summary>The polls that came to their end.</summary>
    public IReadOnlyList<SourcePoll> Polls => Locked(() => _polls.ToArray());

    public IReadOnlyList<WatchedEntry> Entries => Locked(() => _entries.ToArray());

    public IReadOnlyList<long> Ids => [.. Entries.Select(entry => ((SendcloudLog)entry.Source).Id!.Value)];

    public IReadOnlyList<SourceError> Errors => Locked(() => _errors.ToArray());

    /// <summary>A source's entries, those of each poll by themselves.</summary>
    public IReadOnlyList<List<WatchedEntry>> EntriesByPoll(LogSource source)
    {
        List<WatchedEntry> entries = [.. Entries.Where(entry => entry.FoundIn == source)];
        List<List<WatchedEntry>> polls = [];
        foreach (SourcePoll poll in Polls.Where(poll => poll.Source == source))
        {
            polls.Add(entries[..poll.NewEntries]);
            entries.RemoveRange(0, poll.NewEntries);
        }

        return polls;
    }

    /// <summary>Waits until every source pauses and all that was found has been taken.</summary>
    public async Task SettleAsync()
    {
        while (!_consuming.IsCompleted && !(Time.PendingTimers == _sources && Locked(() => _entries.Count == _found)))
        {
            Assert.True(await _changed.WaitAsync(Effort.Patience), "It never settled.");
        }

        if (_consuming.IsFaulted)
        {
            await _consuming;
        }
    }

    /// <param name="by">How far.</param>
    /// <param name="then">Called before the watch settles again.</param>
    public async Task AdvanceAsync(TimeSpan by, Action? then = null)
    {
        await SettleAsync();
        Time.Advance(by);
        then?.Invoke();
        await SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _consuming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Time.TimersChanged = null;
        _stop.Dispose();
    }

    private async Task ConsumeAsync(IAsyncEnumerable<WatchedEntry> entries)
    {
        try
        {
            await foreach (WatchedEntry entry in entries)
            {
                Locked(() => _entries.Add(entry));
                _changed.Release();
            }
        }
        finally
        {
            _changed.Release();
        }
    }

    private void Add(SourceError error) => Locked(() => _errors.Add(error));

    private void Add(SourcePoll poll) => Locked(() =>
    {
        _polls.Add(poll);
        _found += poll.NewEntries;
    });

    private void Locked(Action change) => Locked(() =>
    {
        change();
        return true;
    });

    private TResult Locked<TResult>(Func<TResult> read)
    {
        lock (_lock)
        {
            return read();
        }
    }
}
