using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IntegrationLogs.Client.Feed;

/// <summary>The incidents of a source while a poll changes them, and what is to be told of that.</summary>
/// <param name="source">The source.</param>
/// <param name="account">Its account.</param>
/// <param name="now">The time of the poll.</param>
/// <param name="begin">The incidents before it.</param>
internal sealed class IncidentBoard(LogSource source, string? account, DateTimeOffset now, SourceIncidents begin)
{
    private readonly List<IncidentNews> _news = [];

    public SourceIncidents State { get; private set; } = begin;

    /// <summary>What happened since the last call.</summary>
    public IncidentNews[] TakeNews()
    {
        IncidentNews[] news = [.. _news];
        _news.Clear();
        return news;
    }

    public ImmutableList<TrackedIncident> Of(string id) => State.Of(id);

    /// <summary>Puts one in another's place, without a word; null in place of one that is over, or for one that is new.</summary>
    public void Set(string id, TrackedIncident? old, TrackedIncident? changed) => State = State.Replace(id, old, changed);

    /// <summary>Opens an incident, in place of the failures that waited for more.</summary>
    public void Open(string id, TrackedIncident? pending, TrackedIncident opened)
    {
        Set(id, pending, Told(opened));
        Tell(IncidentEventKind.Opened, opened.Incident, "opened");
    }

    public void Update(string id, TrackedIncident tracked)
    {
        TrackedIncident told = Told(tracked) with { Updates = tracked.Updates + 1 };
        Set(id, tracked, told);
        Tell(IncidentEventKind.Updated, told.Incident, string.Create(CultureInfo.InvariantCulture, $"updated/{told.Updates}"));
    }

    public void Resolve(string id, TrackedIncident tracked, IncidentResolution resolution, DateTimeOffset at)
    {
        Set(id, tracked, null);
        TellResolved(tracked.Incident, resolution, at);
    }

    /// <summary>Takes the time of a log. It ends a silence.</summary>
    public void SeeLog(DateTimeOffset at)
    {
        if (at <= State.LastLogAt)
        {
            return;
        }

        TrackedIncident? silence = State.Silence;
        State = State with { LastLogAt = at, Silence = null };
        if (silence is not null)
        {
            TellResolved(silence.Incident, IncidentResolution.LogsAgain, at);
        }
    }

    public void OpenSilence(DateTimeOffset lastLogAt)
    {
        Incident incident = NewIncident(null, null, new IncidentCause { Kind = IncidentCauseKind.NoLogs }) with
        {
            Id = IdOf(source.IntegrationId ?? string.Empty, string.Create(CultureInfo.InvariantCulture, $"silent\n{lastLogAt:O}")),
            OpenedAt = lastLogAt,
        };
        State = State with { Silence = new TrackedIncident { Incident = incident, IsOpen = true, ToldAt = now } };
        Tell(IncidentEventKind.Opened, incident, "opened");
    }

    public Incident NewIncident(string? integrationId, string? name, IncidentCause cause) => new()
    {
        Id = string.Empty,
        Account = account,
        FoundIn = source,
        IntegrationId = string.IsNullOrEmpty(integrationId) ? source.IntegrationId : integrationId,
        IntegrationName = name,
        Cause = cause,
    };

    /// <summary>An incident's id: the same wherever the same beginning is seen.</summary>
    public string IdOf(string integrationId, string beginning)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{account}\n{source.Name}\n{integrationId}\n{beginning}"));
        return BinaryPrimitives.ReadUInt64BigEndian(hash).ToString("x16", CultureInfo.InvariantCulture);
    }

    private void TellResolved(Incident incident, IncidentResolution resolution, DateTimeOffset at) => Tell(
        IncidentEventKind.Resolved,
        incident with { State = IncidentState.Resolved, Resolution = resolution, ResolvedAt = at },
        "resolved");

    private void Tell(IncidentEventKind kind, Incident incident, string what) =>
        _news.Add(new IncidentNews(kind, incident, $"{incident.Id}/{what}"));

    private TrackedIncident Told(TrackedIncident tracked) => tracked with
    {
        ToldAt = now,
        ToldFailures = tracked.Incident.Failures,
        ToldFlips = tracked.Incident.Flips,
    };
}
