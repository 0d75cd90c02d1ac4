using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Events and entries as CloudEvents 1.0 in structured JSON.</summary>
internal static class CloudEvents
{
    private static readonly RawDataFormatter Formatter = new();

    public static CloudEvent Of(IncidentEvent happened, SinkFields fields)
    {
        Incident incident = happened.Incident;
        DateTimeOffset time = happened.Kind switch
        {
            IncidentEventKind.Opened => incident.OpenedAt,
            IncidentEventKind.Resolved => incident.ResolvedAt ?? happened.NoticedAt,
            _ => incident.LastFailureAt ?? happened.NoticedAt,
        };
        return Make(
            happened.Key,
            EventJson.TypeOf(happened),
            SourceOf(incident.Account, incident.FoundIn),
            incident.IntegrationId,
            time,
            writer => EventJson.Write(writer, happened, fields));
    }

    public static CloudEvent Of(WatchedEntry entry, SinkFields fields) => Make(
        entry.Key,
        EventJson.TypeOf(entry),
        SourceOf(entry.Account, entry.FoundIn),
        entry.IntegrationId,
        entry.OccurredAt,
        writer => EventJson.Write(writer, entry, fields));

    /// <summary>One event by itself.</summary>
    public static byte[] Encode(CloudEvent one) => Formatter.EncodeStructuredModeMessage(one, out _).ToArray();

    /// <summary>Several in an array.</summary>
    public static byte[] Encode(IEnumerable<CloudEvent> several) => Formatter.EncodeBatchModeMessage(several, out _).ToArray();

    /// <summary>Without a slash before it, which some take for a file.</summary>
    private static Uri SourceOf(string? account, LogSource source) => new(
        string.IsNullOrEmpty(account) ? source.Name : $"{Uri.EscapeDataString(account)}/{source.Name}", UriKind.Relative);

    private static CloudEvent Make(string id, string type, Uri source, string? subject, DateTimeOffset? time, Action<Utf8JsonWriter> write) => new()
    {
        Id = id,
        Type = type,
        Source = source,
        Subject = string.IsNullOrEmpty(subject) ? null : subject,
        Time = time,
        DataContentType = "application/json",
        Data = EventJson.Of(writer =>
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }),
    };

    /// <summary>The data is JSON already, so that nothing is read by reflection.</summary>
    private sealed class RawDataFormatter : JsonEventFormatter
    {
        protected override void EncodeStructuredModeData(CloudEvent cloudEvent, Utf8JsonWriter writer)
        {
            writer.WritePropertyName(DataPropertyName);
            writer.WriteRawValue((byte[])cloudEvent.Data!);
        }
    }
}
