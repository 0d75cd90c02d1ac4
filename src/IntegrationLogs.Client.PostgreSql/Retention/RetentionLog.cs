using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>What the deletion of old entries logs. Its event ids are part of the contract: they are never reused for something else.</summary>
internal static partial class RetentionLog
{
    [LoggerMessage(
        80, LogLevel.Information, "Entries in schema '{Schema}' stored before {Cutoff} were deleted: {Entries}.", EventName = "EntriesDeleted")]
    public static partial void EntriesDeleted(this ILogger logger, string schema, string cutoff, long entries);

    [LoggerMessage(
        81,
        LogLevel.Error,
        "Old entries in schema '{Schema}' could not be deleted. Failures in a row: {Failures}. Next try in {DelaySeconds} s.",
        EventName = "EntriesNotDeleted")]
    public static partial void EntriesNotDeleted(this ILogger logger, Exception error, string schema, int failures, double delaySeconds);
}
