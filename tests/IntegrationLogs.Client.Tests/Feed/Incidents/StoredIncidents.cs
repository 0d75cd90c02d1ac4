using System.Collections.Immutable;
using IntegrationLogs.Client.Feed;

namespace IntegrationLogs.Client.Tests.Feed.Incidents;

/// <summary>Incidents of a source as a checkpoint stores them.</summary>
internal static class StoredIncidents
{
    private static readonly DateTimeOffset Time = IncidentHistory.Midnight;

    private static readonly IncidentEntry Entry = new()
    {
        Key = "acme/Sendcloud/7/1",
        LogId = "1",
        OccurredAt = Time,
        StatusCode = 404,
        Error = "no",
        Attempt = 2,
        JobId = "job",
    };

    private static readonly TrackedIncident Open = new()
    {
        Incident = new Incident
        {
            Id = "0123456789abcdef",
            Account = "acme",
            FoundIn = LogSource.Sendcloud(7),
            IntegrationId = "7",
            IntegrationName = "Shop",
            Cause = new IncidentCause { Kind = IncidentCauseKind.ReportedFailing, StatusCode = 404, ExceptionType = "HTTPError", Error = "no" },
            State = IncidentState.Resolved,
            OpenedAt = Time,
            ResolvedAt = Time.AddHours(1),
            Resolution = IncidentResolution.Quiet,
            FirstFailureAt = Time.AddMinutes(1),
            LastFailureAt = Time.AddMinutes(2),
            Failures = 3,
            Jobs = 2,
            Flips = 1,
            ReportedFailingSince = Time.AddMinutes(-1),
            First = Entry,
            Last = Entry with { Key = "last" },
            Samples = [Entry],
        },
        IsOpen = true,
        RecoveringSince = Time.AddMinutes(3),
        IsReported = true,
        ReportedAt = Time.AddMinutes(4),
        ToldAt = Time.AddMinutes(5),
        ToldFailures = 2,
        ToldFlips = 1,
        Updates = 4,
        RecentJobs = [1, 2, 3, 4, 5, 6, 7, 8],
    };

    /// <summary>One that is open, one that may become one, and a silence.</summary>
    public static SourceIncidents Full { get; } = new()
    {
        LastLogAt = Time.AddMinutes(6),
        Silence = Open,
        ByIntegration = ImmutableDictionary.Create<string, ImmutableList<TrackedIncident>>()
            .Add("7", [Open, new TrackedIncident { Incident = Open.Incident, Pending = [new PendingFailure(Time, Entry)] }]),
    };
}
