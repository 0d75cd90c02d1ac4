using System.Collections.Immutable;

namespace IntegrationLogs.Client.Feed;

/// <summary>An incident with what it takes to judge it. It never changes.</summary>
internal sealed record TrackedIncident
{
    /// <summary>The incident; of one that has not opened yet, what is known of it before its failures.</summary>
    public required Incident Incident { get; init; }

    /// <summary>The failures so far, while they are too few to open it.</summary>
    public ImmutableList<PendingFailure> Pending { get; init; } = [];

    /// <summary>Whether it has been told of.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The first success after the last failure.</summary>
    public DateTimeOffset? RecoveringSince { get; init; }

    /// <summary>Whether the vendor says that the integration is failing.</summary>
    public bool IsReported { get; init; }

    /// <summary>When the vendor last said so.</summary>
    public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>When it was last told of, and what.</summary>
    public DateTimeOffset ToldAt { get; init; }

    public long ToldFailures { get; init; }

    public int ToldFlips { get; init; }

    /// <summary>How many updates were told.</summary>
    public int Updates { get; init; }

    /// <summary>Hashes of the jobs that failed last, eight bytes each.</summary>
    public byte[] RecentJobs { get; init; } = [];

    /// <summary>With one more failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="samples">How many samples are kept.</param>
    public TrackedIncident With(PendingFailure failure, int samples)
    {
        bool isFirst = !(failure.At >= Incident.FirstFailureAt);
        bool isLast = !(failure.At < Incident.LastFailureAt);
        bool isNewJob = !JobSet.Contains(RecentJobs, failure.Entry.JobId);
        bool isFlip = failure.At > RecoveringSince;
        return this with
        {
            Incident = Incident with
            {
                Failures = Incident.Failures + 1,
                Jobs = Incident.Jobs + (isNewJob ? 1 : 0),
                Flips = Incident.Flips + (isFlip ? 1 : 0),
                FirstFailureAt = isFirst ? failure.At : Incident.FirstFailureAt,
                First = isFirst ? failure.Entry : Incident.First,
                LastFailureAt = isLast ? failure.At : Incident.LastFailureAt,
                Last = isLast ? failure.Entry : Incident.Last,
                Samples = Incident.Failures > 0 && Incident.Samples.Count < samples ? [.. Incident.Samples, failure.Entry] : Incident.Samples,
            },
            RecentJobs = isNewJob ? JobSet.Add(RecentJobs, failure.Entry.JobId) : RecentJobs,
            RecoveringSince = isFlip ? null : RecoveringSince,
        };
    }
}
