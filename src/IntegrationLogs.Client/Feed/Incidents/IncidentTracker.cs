using System.Collections.Immutable;

namespace IntegrationLogs.Client.Feed;

/// <summary>
/// Makes incidents of what one poll of a source saw. All that it knows comes from the checkpoint and goes into the next, and what it decides
/// comes of that and of the entries only: the same entries make the same incidents wherever a watch was interrupted.
/// </summary>
/// <param name="options">The rules.</param>
/// <param name="source">The source.</param>
/// <param name="account">Its account.</param>
/// <param name="now">The time of the poll.</param>
/// <param name="begin">The incidents before it.</param>
internal sealed class IncidentTracker(
    IncidentOptions options, LogSource source, string? account, DateTimeOffset now, SourceIncidents begin)
{
    /// <summary>Causes of one integration beyond this are one: where each message is another, each would be an incident.</summary>
    private const int MostCauses = 10;

    /// <summary>A log of so far in the future says nothing of when it came.</summary>
    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(1);

    private readonly IncidentBoard _board = new(source, account, now, begin);

    public SourceIncidents State => _board.State;

    /// <summary>What happened since the last call.</summary>
    public IncidentNews[] TakeNews() => _board.TakeNews();

    /// <summary>Takes a new entry. Those of one poll come by time.</summary>
    public void See(IntegrationLogEntry entry)
    {
        DateTimeOffset at = TimeOf(entry.OccurredAt);
        _board.SeeLog(at);
        if (entry.Succeeded is true)
        {
            Succeed(entry.IntegrationId, at);
        }
        else if (entry.IsFailure)
        {
            Fail(entry, at);
        }
    }

    /// <summary>Takes a success that is no new entry. It may be taken again and again.</summary>
    public void SeeSuccess(PassedSuccess success)
    {
        DateTimeOffset at = TimeOf(success.Time);
        _board.SeeLog(at);
        Succeed(success.IntegrationId, at);
    }

    /// <summary>Takes what the vendor says of its integrations.</summary>
    public void Report(IntegrationListing listing) => new ReportedIncidents(source, _board).Take(listing);

    /// <summary>Lets time pass up to the poll's.</summary>
    /// <param name="isCaughtUp">Whether everything up to then has been seen: otherwise nothing is taken for quiet.</param>
    public void Tick(bool isCaughtUp)
    {
        foreach (TrackedIncident tracked in State.All.ToArray())
        {
            string id = IdOf(tracked.Incident.IntegrationId);
            if (!tracked.IsOpen)
            {
                if (isCaughtUp && now - tracked.Pending[^1].At > options.OpenWithin)
                {
                    _board.Set(id, tracked, null);
                }
            }
            else if (!(isCaughtUp && TryResolve(id, tracked, now)) && IsUpdateDue(tracked))
            {
                _board.Update(id, tracked);
            }
        }

        if (isCaughtUp && State is { Silence: null, LastLogAt: DateTimeOffset last } && now - last >= options.NoLogsFor)
        {
            _board.OpenSilence(last);
        }
    }

    private void Succeed(string? integrationId, DateTimeOffset at)
    {
        string id = IdOf(integrationId);
        foreach (TrackedIncident tracked in State.Of(id))
        {
            if (tracked.IsOpen && !tracked.IsReported && at > tracked.Incident.LastFailureAt)
            {
                TrackedIncident changed = at >= tracked.RecoveringSince ? tracked : tracked with { RecoveringSince = at };
                _board.Set(id, tracked, changed);
                TryResolve(id, changed, at);
            }
        }
    }

    private void Fail(IntegrationLogEntry entry, DateTimeOffset at)
    {
        string id = IdOf(entry.IntegrationId);
        foreach (TrackedIncident over in State.Of(id).Where(one => one.IsOpen))
        {
            TryResolve(id, over, at);
        }

        var failure = new PendingFailure(at, IncidentEntry.Of(entry, WatchedEntry.KeyOf(entry, source)));
        (IncidentCause cause, TrackedIncident? tracked) = Find(id, IncidentCause.Of(entry));
        if (tracked is { IsOpen: true })
        {
            TrackedIncident changed = tracked.With(failure, options.Samples);
            string? name = entry.IntegrationName ?? changed.Incident.IntegrationName;
            _board.Set(id, tracked, changed with { Incident = changed.Incident with { IntegrationName = name } });
        }
        else
        {
            Wait(id, tracked, tracked?.Incident ?? _board.NewIncident(entry.IntegrationId, entry.IntegrationName, cause), failure);
        }
    }

    private (IncidentCause Cause, TrackedIncident? Tracked) Find(string id, IncidentCause cause)
    {
        ImmutableList<TrackedIncident> all = State.Of(id);
        TrackedIncident? tracked = all.Find(one => one.Incident.Cause == cause);
        if (tracked is not null || all.Count < MostCauses)
        {
            return (cause, tracked);
        }

        cause = new IncidentCause { Error = "other causes" };
        return (cause, all.Find(one => one.Incident.Cause == cause));
    }

    /// <summary>Takes a failure of what has not opened yet, and opens it when there are enough.</summary>
    private void Wait(string id, TrackedIncident? tracked, Incident incident, PendingFailure failure)
    {
        PendingFailure[] pending = [.. (tracked?.Pending ?? []).Add(failure).OrderBy(one => one.At)];
        pending = [.. pending.Where(one => pending[^1].At - one.At <= options.OpenWithin)];
        if (pending.Length < options.MinFailures)
        {
            _board.Set(id, tracked, new TrackedIncident { Incident = incident, Pending = [.. pending] });
        }
        else if (State.Of(id).Find(one => one.Incident.Cause.Kind == IncidentCauseKind.ReportedFailing) is TrackedIncident reported)
        {
            // The logs say now why it is failing: it is one thing that broke.
            _board.Set(id, tracked, null);
            _board.Set(id, reported, All(pending, reported with { Incident = reported.Incident with { Cause = incident.Cause } }));
        }
        else
        {
            incident = incident with { Id = _board.IdOf(id, pending[0].Entry.Key), OpenedAt = pending[^1].At };
            _board.Open(id, tracked, All(pending, new TrackedIncident { Incident = incident, IsOpen = true }));
        }
    }

    private TrackedIncident All(PendingFailure[] failures, TrackedIncident incident) =>
        failures.Aggregate(incident, (all, one) => all.With(one, options.Samples));

    private bool TryResolve(string id, TrackedIncident tracked, DateTimeOffset at)
    {
        if (tracked.IsReported)
        {
            return false;
        }

        if (tracked.RecoveringSince is DateTimeOffset recovered && at - recovered >= options.ResolveAfter)
        {
            _board.Resolve(id, tracked, IncidentResolution.Succeeded, recovered);
            return true;
        }

        DateTimeOffset? last = Later(tracked.Incident.LastFailureAt, tracked.ReportedAt);
        if (last is DateTimeOffset failed && at - failed >= options.QuietFor)
        {
            _board.Resolve(id, tracked, IncidentResolution.Quiet, failed + options.QuietFor);
            return true;
        }

        return false;
    }

    private bool IsUpdateDue(TrackedIncident tracked) =>
        (tracked.Incident.Failures > tracked.ToldFailures || tracked.Incident.Flips > tracked.ToldFlips)
        && now - tracked.ToldAt >= options.UpdateEvery;

    private string IdOf(string? integrationId) => integrationId ?? source.IntegrationId ?? string.Empty;

    private DateTimeOffset TimeOf(DateTimeOffset? time) => time is null || time - now > MostAhead ? now : time.Value.ToUniversalTime();

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}
