using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.Feed;

/// <summary>
/// One poll of a source. It reads the top of the list down to the watermark, if that is due, and then goes on with what earlier polls left
/// over, until it has read as many pages as it may. All that it knows comes from the checkpoint and goes into the next.
/// </summary>
internal sealed class SourcePoller
{
    /// <summary>A page that cannot be read so often, although the top of the list can, is given up.</summary>
    private const int MostFailures = 3;

    /// <summary>Clocks of a vendor's machines differ by seconds: that hides nothing, and is nothing to tell.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    private readonly IIntegrationLogsClient _client;
    private readonly FeedRuntime _runtime;
    private readonly PollOptions _options;
    private readonly PagingOptions _paging;
    private readonly WalkAccount? _account;
    private readonly DateTimeOffset _now;
    private readonly SourceProgress _start;
    private readonly FoundEntries _found;
    private readonly List<SourceGap> _gaps = [];
    private SourceProgress _progress;
    private int _pages;
    private int _passedOver;
    private Exception? _error;

    /// <exception cref="ArgumentException">The checkpoint is of another source or account.</exception>
    public SourcePoller(
        IIntegrationLogsClient client, FeedRuntime runtime, LogSource source, SourceCheckpoint from, PollOptions options)
    {
        _client = client;
        _runtime = runtime;
        _options = options;
        _paging = new PagingOptions { PageSize = options.PageSize, ReadAhead = 0 };
        _account = client.AccountOf(source.Vendor);
        _now = runtime.Time.GetUtcNow();
        _progress = _start = Begin(source, from);
        _found = new FoundEntries(_progress, options, Account);
    }

    public string? Account => _account?.ClientName;

    private LogSource Source => _progress.Source;

    private int PagesLeft => _options.MaxPages - _pages;

    private bool IsBehind => _progress.NextBacklog is { IsAudit: false };

    public async Task<SourcePoll> PollAsync(CancellationToken cancellationToken)
    {
        if (!IsBehind || (IsDue(_progress.PolledAt, _options.PollInterval) && !_progress.IsBacklogNext))
        {
            await ReadTopAsync(cancellationToken).ConfigureAwait(false);
        }

        while (PagesLeft > 0 && _error is null && _progress.NextBacklog is Backlog backlog)
        {
            await GoOnAsync(backlog, cancellationToken).ConfigureAwait(false);
        }

        IReadOnlyList<WatchedEntry> entries = _found.ToEntries(_progress, out SourceProgress after);
        if (after.Since > after.Watermark && !(after.Since <= _start.Since))
        {
            _runtime.Diagnostics.SettledSooner(Source, after.Since.Value.AddTicks(-1));
        }

        return new SourcePoll
        {
            Source = Source,
            StartedAt = _now,
            Entries = entries,
            After = new SourceCheckpoint(after),
            LateEntries = _found.Late,
            Pages = _pages,
            PassedOver = _passedOver,
            NextPollIn = _error is null && !after.IsCaughtUp ? TimeSpan.Zero : NextInterval(),
            Gaps = _gaps,
            Error = _error,
        };
    }

    private SourceProgress Begin(LogSource source, SourceCheckpoint from)
    {
        if (from.Source != source)
        {
            throw new ArgumentException($"The checkpoint is of {from.Source}, not of {source}.", nameof(from));
        }

        from.RequireAccount(_account);
        SourceProgress progress = from.Progress with { Account = _account is null ? from.Account : SourceAccount.NameOf(_account) };
        string filter = _options.FilterName;
        if (progress.Filter == filter)
        {
            return progress;
        }

        // Another filter passed over what this one may want: only what comes from now on is new. A catch-up still has older ones.
        progress = progress with { Filter = filter };
        return progress is { PolledAt: not null, IsCaughtUp: true, Watermark: DateTimeOffset watermark } ? progress.OldUntil(watermark) : progress;
    }

    private bool IsDue(DateTimeOffset? last, TimeSpan interval)
    {
        // A clock that was set back makes it due, too.
        TimeSpan? passed = _now - last;
        return passed is null || passed >= interval * (1 - _options.Jitter) || passed < TimeSpan.Zero;
    }

    /// <summary>
    /// Reads the top of the list, down to the watermark. While there are backlogs, it only looks for what has come: it ends at a page whose last
    /// log is not new, as what is below was read, or is part of a backlog. What comes late below that is found when they are done, because
    /// the watermark stays where it is.
    /// </summary>
    private async Task ReadTopAsync(CancellationToken cancellationToken)
    {
        bool isFirst = _progress.PolledAt is null;
        bool isBehind = IsBehind;
        bool isAudit = !isBehind && IsAuditDue();
        bool isSkimmed = false;
        var walk = new PollWalk(_found);
        DateTimeOffset? settled = null;
        try
        {
            await foreach (SourcePage page in SourcePages.ReadAsync(_client, Source, _paging, token: null, cancellationToken)
                .ConfigureAwait(false))
            {
                if (settled is null)
                {
                    settled = BeginAt(page.Response);
                    walk.Begin(_progress, _progress.Watermark);
                }

                _pages++;
                walk.Read(page);
                isSkimmed = isBehind && walk.IsOnKnownGround;
                bool isEnough = isSkimmed || (walk.IsDone && !isAudit && !_options.ReadWholeLists);
                if (isEnough || walk.IsAtEnd || PagesLeft == 0)
                {
                    break;
                }
            }
        }
        catch (Exception error) when (settled is not null && IsOfTheList(error, cancellationToken))
        {
            _error = error;
            isSkimmed = false;
        }

        isSkimmed &= !walk.IsAtEnd && !(walk.IsDone && !_options.ReadWholeLists);
        DateTimeOffset? oldWatermark = _progress.Watermark;
        _passedOver = isFirst ? walk.PassedOver : 0;
        _progress = _progress with
        {
            PolledAt = _now,
            AuditedAt = isFirst || walk.IsAtEnd ? _now : _progress.AuditedAt,
            StartsNow = false,
            Watermark = !isSkimmed && (settled > oldWatermark || oldWatermark is null) ? settled : oldWatermark,
            IsNewestFirst = walk.IsNewestFirst,
        };
        if (walk.IsAtEnd)
        {
            Forget(walk);
        }
        else if (!isSkimmed && (!walk.IsDone || _options.ReadWholeLists))
        {
            LeaveOver(new Backlog(
                walk.Token,
                _options.ReadWholeLists ? null : oldWatermark,
                walk.ReadDownTo,
                Failures: _error is null ? 0 : 1));
        }
        else if (isAudit)
        {
            _progress = _progress.With(new Backlog(walk.Token, DownTo: null, walk.ReadDownTo, IsAudit: true));
        }

        SeeIds(walk);
        _progress = _progress with { IsBacklogNext = isBehind && PagesLeft == 0 };
    }

    /// <summary>Lets higher ids than these be new.</summary>
    private void SeeIds(PollWalk walk)
    {
        bool isHigher = walk.HighestId is not null && !(walk.HighestId <= _progress.HighestId);
        _progress = _progress.Seen(isHigher && !walk.DoIdsGrow ? SourceProgress.NoGrowingIds : walk.HighestId);
    }

    private bool IsAuditDue() =>
        _options.AuditInterval is TimeSpan interval
        && _progress.AuditedAt is not null
        && !_progress.Backlogs.Any(backlog => backlog.IsAudit)
        && IsDue(_progress.AuditedAt, interval);

    /// <summary>
    /// Takes the vendor's time from its first answer, and mends what a clock that was wrong has done.
    /// </summary>
    /// <returns>The time up to which all logs had their time to show up.</returns>
    private DateTimeOffset BeginAt(ResponseInfo response)
    {
        DateTimeOffset time = VendorTime.Of(response, _now);
        DateTimeOffset settled = VendorTime.Back(time, _options.AllowedLateness).AddTicks(-1);
        TimeSpan behind = _now - time;
        if (_progress.StartsNow && _progress.Since is DateTimeOffset start && behind > TimeSpan.FromSeconds(2))
        {
            start = VendorTime.Back(start, behind);
            _progress = _progress with { Since = start, Watermark = start.AddTicks(-1) };
        }

        if (_progress.Watermark is DateTimeOffset watermark
            && watermark - VendorTime.LatestOf(response, _now) > ClockTolerance
            && !(watermark < _progress.Since))
        {
            _gaps.Add(new SourceGap
            {
                Source = Source,
                Account = Account,
                From = settled,
                Until = watermark,
                Reason = "the checkpoint's watermark is in the future, because a clock was wrong; it is set back.",
            });
            _runtime.Diagnostics.WatermarkSetBack(Source, Account, watermark, settled);
            _progress = _progress with { Watermark = settled, Since = _progress.Since > settled ? settled : _progress.Since };
        }

        _found.GoOn(_progress);
        return settled;
    }

    /// <summary>Goes on with what an earlier poll left over.</summary>
    private async Task GoOnAsync(Backlog backlog, CancellationToken cancellationToken)
    {
        _progress = _progress with { IsBacklogNext = false };
        var walk = new PollWalk(_found);
        walk.Begin(_progress, backlog.DownTo, backlog);
        int foundBefore = _found.Count;
        Exception? failure = null;
        try
        {
            await foreach (SourcePage page in SourcePages.ReadAsync(_client, Source, _paging, backlog.Token, cancellationToken)
                .ConfigureAwait(false))
            {
                _pages++;
                walk.Read(page);
                if ((walk.IsDone && backlog.DownTo is not null) || walk.IsAtEnd || PagesLeft == 0)
                {
                    break;
                }
            }
        }
        catch (ArgumentException error) when (backlog.Token is not null && error.ParamName == "continuationToken")
        {
            // The token is of another version: the list is read again from its top, and what is known is passed over.
            _progress = _progress.With(backlog, backlog with { Token = null });
            return;
        }
        catch (Exception error) when (IsOfTheList(error, cancellationToken))
        {
            failure = error;
        }

        // Reading again what was read before is no step forward.
        bool hasMoved = _found.Count > foundBefore || walk.ReadDownTo < backlog.ReadDownTo;
        if (walk.IsAtEnd || (walk.IsDone && backlog.DownTo is not null))
        {
            _progress = _progress.With(backlog, replacement: null);
            if (backlog.IsAudit)
            {
                _progress = _progress with { AuditedAt = _now };
                Forget(walk);
            }
        }
        else if (failure is null)
        {
            Backlog rest = walk.Rest(backlog);
            _progress = _progress.With(backlog, IsLastTry(backlog) && !hasMoved ? rest with { Failures = backlog.Failures } : rest);
        }
        else
        {
            _error = failure;
            Stop(backlog, hasMoved ? walk.Rest(backlog) : backlog, failure);
        }

        SeeIds(walk);
    }

    /// <summary>
    /// Tries again in later polls, the last time from the list's top, as a cursor may have run out. When nothing helps although the vendor
    /// answers, what is left is given up.
    /// </summary>
    private void Stop(Backlog backlog, Backlog stopped, Exception failure)
    {
        if (failure is ApiConnectionException or ApiAuthenticationException or ApiRateLimitException)
        {
            _progress = _progress.With(backlog, stopped);
            return;
        }

        stopped = stopped with { Failures = stopped.Failures + 1 };
        if (stopped.Failures < MostFailures)
        {
            _progress = _progress.With(
                backlog, IsLastTry(stopped) && failure is VendorApiException ? stopped with { Token = null } : stopped);
            return;
        }

        _progress = _progress.With(backlog, replacement: null);
        if (backlog.IsAudit)
        {
            _progress = _progress with { AuditedAt = _now };
        }
        else
        {
            GiveUp(stopped, failure);
        }
    }

    private static bool IsLastTry(Backlog backlog) => backlog.Failures == MostFailures - 1;

    /// <summary>Leaves the rest of the top to later polls, unless it is known that it cannot be read.</summary>
    private void LeaveOver(Backlog backlog)
    {
        // Of a list that is not known to begin with the newest, a time is no place but where a cursor never moves.
        if (_error is not null && (_progress.IsNewestFirst || _error is PagingException))
        {
            if (backlog.ReadDownTo <= _progress.GapToldUntil)
            {
                _error = null;
                return;
            }

            if (_progress.Backlogs.LastOrDefault(one => !one.IsAudit) is Backlog before && before.ReadDownTo == backlog.ReadDownTo)
            {
                Stop(before, before, _error);
                return;
            }
        }

        _progress = _progress.With(backlog);
    }

    private void GiveUp(Backlog backlog, Exception failure)
    {
        DateTimeOffset until = backlog.ReadDownTo ?? _now;
        _progress = _progress with { GapToldUntil = until < _progress.GapToldUntil ? _progress.GapToldUntil : until };
        _gaps.Add(new SourceGap
        {
            Source = Source,
            Account = Account,
            From = backlog.DownTo ?? _progress.Since,
            Until = until,
            Reason = failure.Message,
            Error = failure,
        });
    }

    /// <summary>What is older than all that is listed need not be known one by one any more.</summary>
    private void Forget(PollWalk walk)
    {
        if (walk.Earliest is DateTimeOffset earliest
            && earliest < _progress.Watermark
            && _progress.IsCaughtUp)
        {
            _found.Forget(earliest);
            _progress = _progress.OldUntil(earliest.AddTicks(-1));
        }
    }

    /// <summary>A cancellation of the caller's, and a filter that fails, are no fault of the list: they end the poll.</summary>
    private static bool IsOfTheList(Exception error, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && error is not (InvalidOperationException or OutOfMemoryException);

    private TimeSpan NextInterval() => _options.PollInterval * (1 - (_options.Jitter * _runtime.NextRandom()));
}
