using System.Text.Encodings.Web;
using System.Text.Json;

namespace IntegrationLogs.Client.Hosting;

/// <summary>What sinks tell as JSON. It is a list of what may be told: what is not here is never sent.</summary>
internal static class EventJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            write(writer);
        }

        return stream.ToArray();
    }

    /// <summary>The properties of what happened to an incident, in an object that has begun.</summary>
    public static void Write(Utf8JsonWriter writer, IncidentEvent happened, SinkFields fields)
    {
        Incident incident = happened.Incident;
        Text(writer, "key", happened.Key);
        Text(writer, "event", KindNames.Of(happened.Kind));
        Time(writer, "noticedAt", happened.NoticedAt);
        Text(writer, "incidentId", incident.Id);
        Text(writer, "vendor", incident.Vendor.ToString());
        Text(writer, "account", incident.Account);
        Text(writer, "source", incident.FoundIn.Name);
        Text(writer, "integrationId", incident.IntegrationId);
        Text(writer, "integrationName", incident.IntegrationName);
        Text(writer, "state", incident.State == IncidentState.Open ? "open" : "resolved");
        Cause(writer, incident.Cause, fields);
        Time(writer, "openedAt", incident.OpenedAt);
        Time(writer, "firstFailureAt", incident.FirstFailureAt);
        Time(writer, "lastFailureAt", incident.LastFailureAt);
        Time(writer, "reportedFailingSince", incident.ReportedFailingSince);
        Time(writer, "resolvedAt", incident.ResolvedAt);
        Text(writer, "resolution", incident.Resolution?.ToString());
        writer.WriteNumber("failures", incident.Failures);
        writer.WriteNumber("jobs", incident.Jobs);
        writer.WriteNumber("flips", incident.Flips);
        Text(writer, "lastLogId", incident.Last?.LogId);
        Text(writer, "lastJobId", incident.Last?.JobId);
    }

    /// <summary>The properties of an entry, in an object that has begun.</summary>
    public static void Write(Utf8JsonWriter writer, WatchedEntry entry, SinkFields fields)
    {
        Text(writer, "key", entry.Key);
        Text(writer, "vendor", entry.Vendor.ToString());
        Text(writer, "account", entry.Account);
        Text(writer, "source", entry.FoundIn.Name);
        Text(writer, "integrationId", entry.IntegrationId);
        Text(writer, "integrationName", entry.IntegrationName);
        Text(writer, "logId", entry.LogId);
        Time(writer, "occurredAt", entry.OccurredAt);
        if (entry.Succeeded is bool succeeded)
        {
            writer.WriteBoolean("succeeded", succeeded);
        }

        Number(writer, "statusCode", entry.StatusCode);
        Text(writer, "method", entry.Method);
        Text(writer, "exceptionType", entry.ExceptionType);
        Number(writer, "attempt", entry.Attempt);
        Text(writer, "jobId", entry.JobId);
        writer.WriteBoolean("isLate", entry.IsLate);
        Text(writer, "message", fields.HasFlag(SinkFields.Message) ? entry.Message : null);
        Text(writer, "url", fields.HasFlag(SinkFields.Url) ? entry.Url : null);
        if (fields.HasFlag(SinkFields.VendorLog))
        {
            VendorLog(writer, entry);
        }
    }

    /// <summary>The kind of an event, by what CloudEvents call a type.</summary>
    public static string TypeOf(IncidentEvent happened) => $"integrationlogs.incident.{KindNames.Of(happened.Kind)}";

    /// <summary>The kind of an entry, by what CloudEvents call a type.</summary>
    public static string TypeOf(WatchedEntry entry) => entry.Succeeded switch
    {
        true => "integrationlogs.entry.succeeded",
        false => "integrationlogs.entry.failed",
        null => "integrationlogs.entry.unknown",
    };

    public static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteString(name, value);
        }
    }

    public static void Time(Utf8JsonWriter writer, string name, DateTimeOffset? value)
    {
        if (value is DateTimeOffset time)
        {
            writer.WriteString(name, time);
        }
    }

    private static void Number(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is long number)
        {
            writer.WriteNumber(name, number);
        }
    }

    private static void Cause(Utf8JsonWriter writer, IncidentCause cause, SinkFields fields)
    {
        writer.WriteStartObject("cause");
        Text(writer, "kind", cause.Kind.ToString());
        Number(writer, "statusCode", cause.StatusCode);
        Text(writer, "exceptionType", cause.ExceptionType);
        Text(writer, "error", fields.HasFlag(SinkFields.Message) ? cause.Error : null);
        writer.WriteEndObject();
    }

    /// <summary>The entry's own JSON has the log in it.</summary>
    private static void VendorLog(Utf8JsonWriter writer, WatchedEntry entry)
    {
        using JsonDocument whole = JsonSerializer.SerializeToDocument(entry, SinkJsonContext.Default.WatchedEntry);
        if (whole.RootElement.TryGetProperty(nameof(entry.Source), out JsonElement log))
        {
            writer.WritePropertyName("vendorLog");
            log.WriteTo(writer);
        }
    }
}
