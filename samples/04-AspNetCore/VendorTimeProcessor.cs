using System.Globalization;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace AspNetCore;

/// <summary>Gives a log record of an integration the time that its vendor says, in place of when it was logged.</summary>
internal sealed class VendorTimeProcessor : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        foreach (KeyValuePair<string, object?> attribute in data.Attributes ?? [])
        {
            if (attribute is { Key: "integration_logs.occurred_at", Value: string time }
                && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTimeOffset occurredAt))
            {
                data.Timestamp = occurredAt.UtcDateTime;
            }
        }
    }
}
