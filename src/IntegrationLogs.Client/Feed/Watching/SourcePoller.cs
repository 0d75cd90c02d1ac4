using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.Feed;

/// <summary>
/// One poll of a source. It reads the top of the list down to the watermark, if that is due, and then goes on with what earlier polls left
/// over, until it has read as many pages as it may. All that it knows comes from the checkpoint and goes into the next.
/// </summary>
internal sealed class SourcePoller
{
    private readonly IIntegrationLogsClient _client;
    private readonly FeedRuntime _runtime;
    private readonly IntegrationDirectory _directory;
    private readonly PollOptions _options;
    private readonly PagingOptions _paging;
    private readonly WalkAccount? _account;
    private readonly DateTimeOffset _now;
    private readonly SourceProgress _start;
    private readonly FoundEntries _found;
    private readonly PollState _state;
    private int _pages;
    private int _passedOver;

    /// <exception cref="ArgumentException">The checkpoint is of another source or account.</exception>
    public SourcePoller(
        IIntegrationLogsClient client,
        FeedRuntime runtime,
        IntegrationDirectory directory,
        LogSource source,
        SourceCheckpoint from,
        PollOptions options)
    {
        _directory = directory;
        _client = client;
        _runtime = runtime;
        _options = options;
        _paging = new PagingOptions { PageSize = options.PageSize, ReadAhead = 0 };
        _account = client.AccountOf(source.Vendor);
        _now = runtime.Time.GetUtcNow();
        _start = Begin(source, from);
        _found = new FoundEntries(_start, options, Account);
        _state = new PollState(_start, Account, _now, options, _found, runtime.Diagnostics);
    }

    public string? Account => _account?.ClientName;

    private LogSource Source => _start.Source;

    private int PagesLeft => _options.MaxPages - _pages;

    public async Task<SourcePoll> PollAsync(CancellationToken cancellationToken)
    {
        if (!_state.IsBehind || (IsDue(_state.Current.PolledAt, _options.PollInterval) && !_state.Current.IsBacklogNext))
        {
            await ReadTopAsync(cancellationToken).ConfigureAwait(false);
        }

        while (PagesLeft > 0 && _state.Error is null && _state.Current.NextBacklog is Backlog backlog)
        {
            await GoOnAsync(backlog, cancellationToken).ConfigureAwait(false);
        }

        IntegrationListing? names = await _directory
            .NamesAsync(Source.Vendor, _found.IntegrationIds, cancellationToken).ConfigureAwait(false);
        bool isCaughtUp = _state.Current.IsCaughtUp && _state.Error is null;
        PollIncidents? incidents = await PollIncidents
            .OfAsync(_start, _found, isCaughtUp, _options, Account, _directory, _now, cancellationToken).ConfigureAwait(false);
        PollResult result = PollResult.Of(
            _start,
            _found.ByTime(_state.Current.IsNewestFirst),
            names,
            incidents,
            delivered => _state.Current with { Delivered = _found.Remembered(delivered) },
            _now);
        SourceProgress after = result.After.Progress;
        if (after.Since > after.Watermark && !(after.Since <= _start.Since))
        {
            _runtime.Diagnostics.SettledSooner(Source, after.Since.Value.AddTicks(-1));
        }

        return new SourcePoll
        {
            Source = Source,
            StartedAt = _now,
            Entries = result.Entries,
            Incidents = result.Incidents,
            After = result.After,
            LateEntries = _found.Late,
            Pages = _pages,
            PassedOver = _passedOver,
            NextPollIn = _state.Error is null && !after.IsCaughtUp ? TimeSpan.Zero : NextInterval(),
            Gaps = _state.Gaps,
            Error = _state.Error,
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
        bool isFirst = _state.Current.PolledAt is null;
        bool isBehind = _state.IsBehind;
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
                    settled = _state.BeginAt(page.Response);
                    walk.Begin(_state.Current, _state.Current.Watermark);
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
            _state.Error = error;
            isSkimmed = false;
        }

        isSkimmed &= !walk.IsAtEnd && !(walk.IsDone && !_options.ReadWholeLists);
        DateTimeOffset? oldWatermark = _state.Current.Watermark;
        _passedOver = isFirst ? walk.PassedOver : 0;
        _state.Current = _state.Current with
        {
            PolledAt = _now,
            AuditedAt = isFirst || walk.IsAtEnd ? _now : _state.Current.AuditedAt,
            StartsNow = false,
            Watermark = !isSkimmed && (settled > oldWatermark || oldWatermark is null) ? settled : oldWatermark,
            IsNewestFirst = walk.IsNewestFirst,
        };
        if (walk.IsAtEnd)
        {
            _state.Forget(walk);
        }
        else if (!isSkimmed && (!walk.IsDone || _options.ReadWholeLists))
        {
            _state.LeaveOver(new Backlog(
                walk.Token,
                _options.ReadWholeLists ? null : oldWatermark,
                walk.ReadDownTo,
                Failures: _state.Error is null ? 0 : 1));
        }
        else if (isAudit)
        {
            _state.Current = _state.Current.With(new Backlog(walk.Token, DownTo: null, walk.ReadDownTo, IsAudit: true));
        }

        _state.SeeIds(walk);
        _state.Current = _state.Current with { IsBacklogNext = isBehind && PagesLeft == 0 };
    }

    private bool IsAuditDue() =>
        _options.AuditInterval is TimeSpan interval
        && _state.Current.AuditedAt is not null
        && !_state.Current.Backlogs.Any(backlog => backlog.IsAudit)
        && IsDue(_state.Current.AuditedAt, interval);

    /// <summary>Goes on with what an earlier poll left over.</summary>
    private async Task GoOnAsync(Backlog backlog, CancellationToken cancellationToken)
    {
        _state.Current = _state.Current with { IsBacklogNext = false };
        var walk = new PollWalk(_found);
        walk.Begin(_state.Current, backlog.DownTo, backlog);
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
            _state.Current = _state.Current.With(backlog, backlog with { Token = null });
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
            _state.Current = _state.Current.With(backlog, replacement: null);
            if (backlog.IsAudit)
            {
                _state.Current = _state.Current with { AuditedAt = _now };
                _state.Forget(walk);
            }
        }
        else if (failure is null)
        {
            Backlog rest = walk.Rest(backlog);
            bool isStillFailing = PollState.IsLastTry(backlog) && !hasMoved;
            _state.Current = _state.Current.With(backlog, isStillFailing ? rest with { Failures = backlog.Failures } : rest);
        }
        else
        {
            _state.Error = failure;
            _state.Stop(backlog, hasMoved ? walk.Rest(backlog) : backlog, failure);
        }

        _state.SeeIds(walk);
    }

    /// <summary>A cancellation of the caller's, and a filter that fails, are no fault of the list: they end the poll.</summary>
    private static bool IsOfTheList(Exception error, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && error is not (InvalidOperationException or OutOfMemoryException);

    private TimeSpan NextInterval() => _options.PollInterval * (1 - (_options.Jitter * _runtime.NextRandom()));
}
