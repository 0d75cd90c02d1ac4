using System.Globalization;
using System.Text;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>Says what a log says in one sentence on one line, of the parts that are there.</summary>
internal static class LogSentence
{
    public const int LongestName = 60;

    private const int LongestReason = 200;

    /// <summary>Enough for the reason, and so much that no URL is cut before what may be secret in it is masked.</summary>
    private const int LongestMasked = 2_048;

    public static string OfLog(IntegrationLogEntry entry, string? time)
    {
        var text = new StringBuilder($"{entry.Vendor} log");
        Append(text, " ", entry.LogId);
        Append(text, " of integration ", NamedId(entry));
        Append(text, ", attempt ", entry.Attempt?.ToString(CultureInfo.InvariantCulture));
        Append(text, entry.Attempt is null ? ", job " : " of job ", entry.JobId);
        text.Append(entry.Attempt is null && entry.JobId is null ? " " : ", ")
            .Append(entry.Succeeded switch { true => "succeeded", false => "failed", null => "has no known outcome" });
        return Outcome(text, entry.StatusCode, time, entry.ExceptionType ?? entry.Message);
    }

    public static string OfJob(JobOutcome job)
    {
        var text = new StringBuilder($"{IntegrationVendor.ElasticPath} job {job.JobId} of integration {job.IntegrationId} ");
        text.Append(job.Status switch
        {
            JobStatus.DeliveredAtFirstAttempt => "was delivered at the first attempt",
            JobStatus.DeliveredAfterRetries => "was delivered after retries",
            JobStatus.Failing => "is failing",
            _ => "has no known outcome",
        });
        text.Append(CultureInfo.InvariantCulture, $", {job.Attempts} {(job.Attempts == 1 ? "attempt" : "attempts")}, the last");
        string? time = job.LastAttemptAt?.ToString("O", CultureInfo.InvariantCulture);
        return job.StatusCode is null && time is null && job.Message is null
            ? OneLine.Of(text.Remove(text.Length - ", the last".Length, ", the last".Length).Append('.').ToString())
            : Outcome(text, job.StatusCode, time, job.Message);
    }

    private static string? NamedId(IntegrationLogEntry entry) => string.IsNullOrEmpty(entry.IntegrationName)
        ? entry.IntegrationId
        : $"{entry.IntegrationId} ({OneLine.Cut(entry.IntegrationName, LongestName)})";

    private static string Outcome(StringBuilder text, int? status, string? time, string? reason)
    {
        Append(text, " with status ", status?.ToString(CultureInfo.InvariantCulture));
        Append(text, " at ", time);
        Append(text, ": ", reason is null ? null : Shown(reason));
        return OneLine.Of(text.Append('.').ToString());
    }

    private static string Shown(string reason) =>
        OneLine.Cut(UrlMask.InText(OneLine.Cut(reason, LongestMasked)), LongestReason).Trim().TrimEnd('.');

    private static void Append(StringBuilder text, string before, string? part)
    {
        if (!string.IsNullOrEmpty(part))
        {
            text.Append(before).Append(part);
        }
    }
}
