using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

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

    private readonly List<IncidentNews> _news = [];

    public SourceIncidents State { get; private set; } = begin;

    /// <summary>What happened since the last call.</summary>
    public IncidentNews[] TakeNews()
    {
        IncidentNews[] news = [.. _news];
        _news.Clear();
        return news;
    }

    /// <summary>Takes a new entry. Those of one poll come by time.</summary>
    public void See(IntegrationLogEntry entry)
    {
        DateTimeOffset at = TimeOf(entry.OccurredAt);
        SeeLog(at);
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
        SeeLog(at);
        Succeed(success.IntegrationId, at);
    }

    /// <summary>Takes what the vendor says of its integrations.</summary>
    public void Report(IntegrationListing listing)
    {
        IEnumerable<string> known = State.ByIntegration.Keys.Where(id => id.Length > 0);
        IEnumerable<string> failing = listing.ById.Where(one => one.Value.Failing is not null).Select(one => one.Key);
        string[] ids = source.IntegrationId is string own ? [own] : [.. known.Union(failing).Order(StringComparer.Ordinal)];
        foreach (string id in ids)
        {
            ListedIntegration? listed = listing.ById.GetValueOrDefault(id);
            if (listed?.Failing is FailingIntegration reported)
            {
                ReportFailing(id, reported, listing.At);
            }
            else
            {
                ReportWorking(id, isListed: listed is not null, listing.At);
            }
        }
    }

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
                    State = State.Replace(id, tracked, null);
                }
            }
            else if (!(isCaughtUp && TryResolve(id, tracked, now)))
            {
                Update(id, tracked);
            }
        }

        if (isCaughtUp && State is { Silence: null, LastLogAt: DateTimeOffset last } && now - last >= options.NoLogsFor)
        {
            OpenSilence(last);
        }
    }

    private void SeeLog(DateTimeOffset at)
    {
        if (!(at > State.LastLogAt) && State.LastLogAt is not null)
        {
            return;
        }

        State = State with { LastLogAt = at };
        if (State.Silence is TrackedIncident silence)
        {
            State = State with { Silence = null };
            TellResolved(silence, IncidentResolution.LogsAgain, at);
        }
    }

    private void Succeed(string? integrationId, DateTimeOffset at)
    {
        string id = IdOf(integrationId);
        foreach (TrackedIncident tracked in State.Of(id))
        {
            if (tracked.IsOpen && !tracked.IsReported && at > tracked.Incident.LastFailureAt)
            {
                bool isFirst = !(at >= tracked.RecoveringSince);
                TrackedIncident changed = isFirst ? tracked with { RecoveringSince = at } : tracked;
                State = isFirst ? State.Replace(id, tracked, changed) : State;
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
        IncidentCause cause = IncidentCause.Of(entry);
        ImmutableList<TrackedIncident> others = State.Of(id);
        TrackedIncident? tracked = others.Find(one => one.Incident.Cause == cause);
        if (tracked is null && others.Count >= MostCauses)
        {
            cause = new IncidentCause { Error = "other causes" };
            tracked = others.Find(one => one.Incident.Cause == cause);
        }

        if (tracked is { IsOpen: true })
        {
            TrackedIncident changed = tracked.With(failure, options.Samples);
            State = State.Replace(id, tracked, changed with { Incident = changed.Incident with { IntegrationName = entry.IntegrationName ?? changed.Incident.IntegrationName } });
            return;
        }

        Wait(id, tracked, tracked?.Incident ?? NewIncident(entry.IntegrationId, entry.IntegrationName, cause), failure);
    }

    /// <summary>Takes a failure of what has not opened yet, and opens it when there are enough.</summary>
    private void Wait(string id, TrackedIncident? tracked, Incident incident, PendingFailure failure)
    {
        PendingFailure[] pending = [.. (tracked?.Pending ?? []).Add(failure).OrderBy(one => one.At)];
        pending = [.. pending.Where(one => pending[^1].At - one.At <= options.OpenWithin)];
        if (pending.Length == 0 || pending.Length < options.MinFailures)
        {
            State = State.Replace(id, tracked, new TrackedIncident { Incident = incident, Pending = [.. pending] });
            return;
        }

        TrackedIncident? reported = State.Of(id).Find(one => one.Incident.Cause.Kind == IncidentCauseKind.ReportedFailing);
        if (reported is not null)
        {
            // The logs say now why it is failing: it is one thing that broke.
            TrackedIncident explained = pending.Aggregate(
                reported with { Incident = reported.Incident with { Cause = incident.Cause } }, (all, one) => all.With(one, options.Samples));
            State = State.Replace(id, tracked, null).Replace(id, reported, explained);
            return;
        }

        TrackedIncident opened = pending.Aggregate(
            new TrackedIncident { Incident = incident, IsOpen = true }, (all, one) => all.With(one, options.Samples));
        Open(id, tracked, opened with
        {
            Incident = opened.Incident with { Id = HashOf(id, pending[0].Entry.Key), OpenedAt = pending[^1].At },
        });
    }

    private void ReportFailing(string id, FailingIntegration reported, DateTimeOffset at)
    {
        TrackedIncident[] open = [.. State.Of(id).Where(one => one.IsOpen)];
        foreach (TrackedIncident tracked in open)
        {
            State = State.Replace(id, tracked, tracked with
            {
                IsReported = true,
                ReportedAt = at,
                RecoveringSince = null,
                Incident = tracked.Incident with
                {
                    ReportedFailingSince = reported.FailingSince ?? tracked.Incident.ReportedFailingSince,
                    IntegrationName = reported.Name ?? tracked.Incident.IntegrationName,
                },
            });
        }

        if (open.Length == 0)
        {
            string since = reported.Integration.StartedFailingAtText
                ?? reported.FailingSince?.ToString("O", CultureInfo.InvariantCulture) ?? string.Empty;
            Incident incident = NewIncident(id, reported.Name, new IncidentCause { Kind = IncidentCauseKind.ReportedFailing });
            Open(id, null, new TrackedIncident
            {
                IsOpen = true,
                IsReported = true,
                ReportedAt = at,
                Incident = incident with
                {
                    Id = HashOf(id, $"reported\n{since}"),
                    OpenedAt = reported.FailingSince ?? at,
                    ReportedFailingSince = reported.FailingSince,
                },
            });
        }
    }

    /// <summary>What is not listed is not said to work: it is over when it was quiet for long enough.</summary>
    private void ReportWorking(string id, bool isListed, DateTimeOffset at)
    {
        foreach (TrackedIncident tracked in State.Of(id).Where(one => one.IsReported))
        {
            if (isListed)
            {
                State = State.Replace(id, tracked, null);
                TellResolved(tracked, IncidentResolution.ReportedWorking, at);
            }
            else
            {
                State = State.Replace(id, tracked, tracked with { IsReported = false });
            }
        }
    }

    private bool TryResolve(string id, TrackedIncident tracked, DateTimeOffset at)
    {
        if (tracked.IsReported)
        {
            return false;
        }

        DateTimeOffset? last = Later(tracked.Incident.LastFailureAt, tracked.ReportedAt);
        (IncidentResolution Why, DateTimeOffset At)? over =
            at - tracked.RecoveringSince >= options.ResolveAfter ? (IncidentResolution.Succeeded, tracked.RecoveringSince.GetValueOrDefault())
            : at - last >= options.QuietFor ? (IncidentResolution.Quiet, last.GetValueOrDefault() + options.QuietFor)
            : null;
        if (over is null)
        {
            return false;
        }

        State = State.Replace(id, tracked, null);
        TellResolved(tracked, over.Value.Why, over.Value.At);
        return true;
    }

    private void Update(string id, TrackedIncident tracked)
    {
        bool isNew = tracked.Incident.Failures > tracked.ToldFailures || tracked.Incident.Flips > tracked.ToldFlips;
        if (isNew && now - tracked.ToldAt >= options.UpdateEvery)
        {
            TrackedIncident told = Told(tracked) with { Updates = tracked.Updates + 1 };
            State = State.Replace(id, tracked, told);
            _news.Add(new IncidentNews(IncidentEventKind.Updated, told.Incident, string.Create(CultureInfo.InvariantCulture, $"{told.Incident.Id}/updated/{told.Updates}")));
        }
    }

    private void Open(string id, TrackedIncident? pending, TrackedIncident opened)
    {
        State = State.Replace(id, pending, Told(opened));
        _news.Add(new IncidentNews(IncidentEventKind.Opened, opened.Incident, $"{opened.Incident.Id}/opened"));
    }

    private void OpenSilence(DateTimeOffset lastLogAt)
    {
        Incident incident = NewIncident(source.IntegrationId, null, new IncidentCause { Kind = IncidentCauseKind.NoLogs }) with
        {
            Id = HashOf(source.IntegrationId ?? string.Empty, string.Create(CultureInfo.InvariantCulture, $"silent\n{lastLogAt:O}")),
            OpenedAt = lastLogAt,
        };
        State = State with { Silence = new TrackedIncident { Incident = incident, IsOpen = true, ToldAt = now } };
        _news.Add(new IncidentNews(IncidentEventKind.Opened, incident, $"{incident.Id}/opened"));
    }

    private void TellResolved(TrackedIncident tracked, IncidentResolution resolution, DateTimeOffset at)
    {
        Incident incident = tracked.Incident with { State = IncidentState.Resolved, Resolution = resolution, ResolvedAt = at };
        _news.Add(new IncidentNews(IncidentEventKind.Resolved, incident, $"{incident.Id}/resolved"));
    }

    private TrackedIncident Told(TrackedIncident tracked) => tracked with
    {
        ToldAt = now,
        ToldFailures = tracked.Incident.Failures,
        ToldFlips = tracked.Incident.Flips,
    };

    private Incident NewIncident(string? integrationId, string? name, IncidentCause cause) => new()
    {
        Id = string.Empty,
        Account = account,
        FoundIn = source,
        IntegrationId = string.IsNullOrEmpty(integrationId) ? source.IntegrationId : integrationId,
        IntegrationName = name,
        Cause = cause,
    };

    private string IdOf(string? integrationId) => integrationId ?? source.IntegrationId ?? string.Empty;

    private DateTimeOffset TimeOf(DateTimeOffset? time) => time is null || time - now > MostAhead ? now : time.Value.ToUniversalTime();

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;

    private string HashOf(string integrationId, string begin)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{account}\n{source.Name}\n{integrationId}\n{begin}"));
        return BinaryPrimitives.ReadUInt64BigEndian(hash).ToString("x16", CultureInfo.InvariantCulture);
    }
}
