using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Feed;

/// <summary>How far a poll has come: the progress that it began with, changed step by step, and what it has to tell besides.</summary>
internal sealed class PollState(
    SourceProgress begin, string? account, DateTimeOffset now, PollOptions options, FoundEntries found, WatchDiagnostics diagnostics)
{
    /// <summary>A page that cannot be read so often, although the top of the list can, is given up.</summary>
    private const int MostFailures = 3;

    /// <summary>Clocks of a vendor's machines differ by seconds: that hides nothing, and is nothing to tell.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    public SourceProgress Current { get; set; } = begin;

    public List<SourceGap> Gaps { get; } = [];

    /// <summary>Why a page could not be read.</summary>
    public Exception? Error { get; set; }

    /// <summary>Whether anything but an audit is left over.</summary>
    public bool IsBehind => Current.NextBacklog is { IsAudit: false };

    /// <summary>
    /// Takes the vendor's time from its first answer, and mends what a clock that was wrong has done.
    /// </summary>
    /// <returns>The time up to which all logs had their time to show up.</returns>
    public DateTimeOffset BeginAt(ResponseInfo response)
    {
        DateTimeOffset time = VendorTime.Of(response, now);
        DateTimeOffset settled = VendorTime.Back(time, options.AllowedLateness).AddTicks(-1);
        TimeSpan behind = now - time;
        if (Current.StartsNow && Current.Since is DateTimeOffset start && behind > TimeSpan.FromSeconds(2))
        {
            start = VendorTime.Back(start, behind);
            Current = Current with { Since = start, Watermark = start.AddTicks(-1) };
        }

        if (Current.Watermark is DateTimeOffset watermark
            && watermark - VendorTime.LatestOf(response, now) > ClockTolerance
            && !(watermark < Current.Since))
        {
            Gaps.Add(new SourceGap
            {
                Source = Current.Source,
                Account = account,
                From = settled,
                Until = watermark,
                Reason = "the checkpoint's watermark is in the future, because a clock was wrong; it is set back.",
            });
            diagnostics.WatermarkSetBack(Current.Source, account, watermark, settled);
            Current = Current with { Watermark = settled, Since = Current.Since > settled ? settled : Current.Since };
        }

        found.GoOn(Current);
        return settled;
    }

    /// <summary>Lets higher ids than these be new.</summary>
    public void SeeIds(PollWalk walk)
    {
        bool isHigher = walk.HighestId is not null && !(walk.HighestId <= Current.HighestId);
        Current = Current.Seen(isHigher && !walk.DoIdsGrow ? SourceProgress.NoGrowingIds : walk.HighestId);
    }

    /// <summary>What is older than all that is listed need not be known one by one any more.</summary>
    public void Forget(PollWalk walk)
    {
        if (walk.Earliest is DateTimeOffset earliest
            && earliest < Current.Watermark
            && Current.IsCaughtUp)
        {
            found.Forget(earliest);
            Current = Current.OldUntil(earliest.AddTicks(-1));
        }
    }

    /// <summary>Leaves the rest of the top to later polls, unless it is known that it cannot be read.</summary>
    public void LeaveOver(Backlog backlog)
    {
        // Of a list that is not known to begin with the newest, a time is no place but where a cursor never moves.
        if (Error is not null && (Current.IsNewestFirst || Error is PagingException))
        {
            if (backlog.ReadDownTo <= Current.GapToldUntil)
            {
                Error = null;
                return;
            }

            if (Current.Backlogs.LastOrDefault(one => !one.IsAudit) is Backlog before && before.ReadDownTo == backlog.ReadDownTo)
            {
                Stop(before, before, Error);
                return;
            }
        }

        Current = Current.With(backlog);
    }

    /// <summary>
    /// Tries again in later polls, the last time from the list's top, as a cursor may have run out. When nothing helps although the vendor
    /// answers, what is left is given up.
    /// </summary>
    public void Stop(Backlog backlog, Backlog stopped, Exception failure)
    {
        if (failure is ApiConnectionException or ApiAuthenticationException or ApiRateLimitException)
        {
            Current = Current.With(backlog, stopped);
            return;
        }

        stopped = stopped with { Failures = stopped.Failures + 1 };
        if (stopped.Failures < MostFailures)
        {
            Current = Current.With(
                backlog, IsLastTry(stopped) && failure is VendorApiException ? stopped with { Token = null } : stopped);
            return;
        }

        Current = Current.With(backlog, replacement: null);
        if (backlog.IsAudit)
        {
            Current = Current with { AuditedAt = now };
        }
        else
        {
            GiveUp(stopped, failure);
        }
    }

    public static bool IsLastTry(Backlog backlog) => backlog.Failures == MostFailures - 1;

    private void GiveUp(Backlog backlog, Exception failure)
    {
        DateTimeOffset until = backlog.ReadDownTo ?? now;
        Current = Current with { GapToldUntil = until < Current.GapToldUntil ? Current.GapToldUntil : until };
        Gaps.Add(new SourceGap
        {
            Source = Current.Source,
            Account = account,
            From = backlog.DownTo ?? Current.Since,
            Until = until,
            Reason = failure.Message,
            Error = failure,
        });
    }
}
