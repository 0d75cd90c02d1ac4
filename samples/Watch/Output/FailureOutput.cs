using System.Globalization;
using System.Text;
using System.Text.Json;
using IntegrationLogs.Client;
using Samples;
using Watch.CommandLine;

namespace Watch.Output;

/// <summary>Writes each failure as one line, at once.</summary>
internal sealed class FailureOutput : IDisposable
{
    private const int LongestMessage = 100;

    private readonly Stream _output = StandardOutput.Open();
    private readonly JsonLines? _json;

    public FailureOutput(WorkerOptions options) => _json = options.Json ? new JsonLines(_output) : null;

    public void Write(WatchedEntry failure)
    {
        if (_json is not null)
        {
            _json.Write(failure.Vendor, writer => WriteLog(writer, failure.Source));
        }
        else
        {
            WriteLine(Describe(failure));
        }
    }

    /// <summary>Writes what is not JSON: beside it, to standard error.</summary>
    public void WriteWords(string line)
    {
        if (_json is not null)
        {
            Console.Error.WriteLine(line);
        }
        else
        {
            WriteLine(line);
        }
    }

    public void Dispose()
    {
        _json?.Dispose();
        _output.Dispose();
    }

    private void WriteLine(string line) => StandardOutput.Send(_output, Encoding.UTF8.GetBytes(PlainText.OneLine(line) + '\n'));

    /// <summary>Attempts of one delivery name the same job.</summary>
    private static string Describe(WatchedEntry failure)
    {
        string time = failure.OccurredAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "no time";
        string status = failure.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? "no answer";
        string what = failure.JobId is null
            ? $"integration {failure.IntegrationId}"
            : string.Create(CultureInfo.InvariantCulture, $"attempt {failure.Attempt} of job {failure.JobId}");
        string message = PlainText.OneLine(failure.Message ?? failure.ExceptionType ?? "no message", LongestMessage);
        return $"{time} {failure.FoundIn} {status}, {what}: {message} (log {failure.LogId})";
    }

    private static void WriteLog(Utf8JsonWriter writer, object log)
    {
        if (log is ElasticPathLog elasticPath)
        {
            JsonSerializer.Serialize(writer, elasticPath, IntegrationLogsJsonContext.Default.ElasticPathLog);
        }
        else
        {
            JsonSerializer.Serialize(writer, (SendcloudLog)log, IntegrationLogsJsonContext.Default.SendcloudLog);
        }
    }
}
