using IntegrationLogs.Client.Feed;

namespace IntegrationLogs.Client;

/// <summary>A failure of an incident: what it takes to find its log again, and nothing of its payload.</summary>
public sealed record IncidentEntry
{
    /// <summary>The entry's key, see <see cref="WatchedEntry.Key"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The id of the log.</summary>
    public string? LogId { get; init; }

    /// <summary>The time of the request, by the vendor.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>The HTTP status.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The message without its variable parts, see <see cref="IncidentCause.Error"/>.</summary>
    public string? Error { get; init; }

    /// <summary>Which attempt of its job it was.</summary>
    public int? Attempt { get; init; }

    /// <summary>The job.</summary>
    public string? JobId { get; init; }

    internal static IncidentEntry Of(IntegrationLogEntry entry, string key) => new()
    {
        Key = key,
        LogId = entry.LogId,
        OccurredAt = entry.OccurredAt,
        StatusCode = entry.StatusCode,
        Error = ErrorKind.Of(entry.ExceptionType is null ? entry.Message : $"{entry.ExceptionType}: {entry.Message}"),
        Attempt = entry.Attempt,
        JobId = entry.JobId,
    };
}
