using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>Sources that fail and recover, as every watch logs them.</summary>
internal static partial class SourceLog
{
    [LoggerMessage(
        7,
        LogLevel.Warning,
        "{Source}{OfAccount} could not be polled ({Error}: {Reason}). Failures in a row: {Failures}. Next try in {DelaySeconds} s.",
        EventName = "SourceFailed")]
    public static partial void SourceFailed(
        this ILogger logger, string source, string ofAccount, string error, string reason, int failures, double delaySeconds);

    [LoggerMessage(8, LogLevel.Information, "{Source}{OfAccount} can be polled again. Failures in a row: {Failures}.", EventName = "SourceRecovered")]
    public static partial void SourceRecovered(this ILogger logger, string source, string ofAccount, int failures);
}
