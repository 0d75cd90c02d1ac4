using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>
/// The outcome of an Elastic Path job, over all its attempts: five failed attempts of one delivery are one failure.
/// </summary>
/// <remarks><see cref="ToString"/> has ids, the status, the time and the start of the message.</remarks>
public sealed record JobOutcome
{
    /// <summary>The id of the integration.</summary>
    public required string IntegrationId { get; init; }

    /// <summary>The id of the job.</summary>
    public required string JobId { get; init; }

    /// <summary>The status of the job. One attempt that delivered the event is enough, whatever a later one says.</summary>
    public JobStatus Status { get; init; }

    /// <summary>Whether it is known to have failed so far.</summary>
    public bool IsFailure => Status == JobStatus.Failing;

    /// <summary>
    /// How many attempts there were: the highest <see cref="IntegrationLogEntry.Attempt"/> or the number of logs, whichever is greater.
    /// </summary>
    public int Attempts { get; init; }

    /// <summary>The earliest time of a log.</summary>
    public DateTimeOffset? FirstAttemptAt { get; init; }

    /// <summary>The latest time of a log.</summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>The time of the first attempt that delivered the event; <see langword="null"/> if none did or it has no time.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>The HTTP status of the last attempt.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What went wrong in the last attempt, in words.</summary>
    public string? Message { get; init; }

    /// <summary>
    /// The logs in the order of the attempts: by their numbers where all have one, and by their times otherwise; those without a time
    /// come first.
    /// </summary>
    public IReadOnlyList<IntegrationLogEntry> Logs
    {
        get;
        init => field = JsonList<IntegrationLogEntry>.From(value);
    } = JsonList<IntegrationLogEntry>.Missing;

    /// <summary>The outcome of a job whose logs are there.</summary>
    /// <param name="integrationId">The id of the integration.</param>
    /// <param name="jobId">The id of the job.</param>
    /// <param name="logs">
    /// The logs of this job and no other, in any order. One that comes twice, by its id or, where it has none, its content, counts once.
    /// </param>
    /// <exception cref="ArgumentException">An id is empty, or a log is null.</exception>
    public static JobOutcome From(string integrationId, string jobId, IEnumerable<ElasticPathLog> logs)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(integrationId);
        ArgumentException.ThrowIfNullOrWhiteSpace(jobId);
        ArgumentNullException.ThrowIfNull(logs);
        IntegrationLogEntry[] entries = [.. InOrder([.. logs]).Select(log => IntegrationLogEntry.From(log))];
        int delivered = Array.FindIndex(entries, entry => entry.Succeeded is true);
        IntegrationLogEntry? last = entries.LastOrDefault();
        return new JobOutcome
        {
            IntegrationId = integrationId,
            JobId = jobId,
            Status = StatusOf(entries, delivered),
            Attempts = entries.Aggregate(entries.Length, (most, entry) => Math.Max(most, entry.Attempt ?? 0)),
            FirstAttemptAt = entries.Min(entry => entry.OccurredAt),
            LastAttemptAt = entries.Max(entry => entry.OccurredAt),
            DeliveredAt = delivered < 0 ? null : entries[delivered].OccurredAt,
            StatusCode = last?.StatusCode,
            Message = last?.Message,
            Logs = entries,
        };
    }

    /// <summary>The ids, the status, the time and the start of the message, in one sentence on one line.</summary>
    public override string ToString() => LogSentence.OfJob(this);

    private static JobStatus StatusOf(IntegrationLogEntry[] entries, int delivered)
    {
        if (delivered < 0)
        {
            return entries.Any(entry => entry.IsFailure) ? JobStatus.Failing : JobStatus.Unknown;
        }

        // The logs of the attempts before it may be missing.
        return delivered > 0 || entries[delivered].Attempt > 1 ? JobStatus.DeliveredAfterRetries : JobStatus.DeliveredAtFirstAttempt;
    }

    private static IEnumerable<ElasticPathLog> InOrder(ElasticPathLog[] logs)
    {
        if (logs.Any(log => log is null))
        {
            throw new ArgumentException("A log is null.", nameof(logs));
        }

        // The text has the digits of a time that the value lacks. What comes after it makes the order one, however the logs were given.
        bool allHaveNumbers = logs.All(log => log.Attempt is not null);
        return logs
            .OrderBy(log => allHaveNumbers ? log.Attempt : null)
            .ThenBy(log => log.CreatedAt)
            .ThenBy(log => log.CreatedAtText, StringComparer.Ordinal)
            .ThenBy(log => log.Attempt)
            .ThenBy(log => log.Id, StringComparer.Ordinal)
            .ThenBy(log => log.Succeeded)
            .ThenBy(log => log.StatusCode)
            .ThenBy(log => log.ErrorDetail, StringComparer.Ordinal)
            .ThenBy(log => log.Body, StringComparer.Ordinal)
            .DistinctBy(log => (object?)log.Id ?? log);
    }
}
