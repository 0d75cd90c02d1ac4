using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.Json;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.ElasticPath;

/// <summary>
/// Masks an integration's settings before they are written, at any depth. The vendor sends secrets in clear and adds settings at any time:
/// only values under names that are known to be harmless are written, and of URLs only what cannot be secret.
/// </summary>
internal static class SettingsMask
{
    private static readonly FrozenSet<string> Harmless = new[]
    {
        "url", "queue_url", "endpoint", "endpoint_url", "host", "hostname", "port", "scheme", "protocol", "path", "region", "aws_region",
        "queue", "queue_name", "topic", "topic_name", "exchange", "destination", "vhost", "virtual_host", "method", "http_method",
        "content_type", "format", "encoding", "version", "api_version", "type", "name", "description", "enabled", "ssl", "tls",
        "verify_ssl", "timeout", "timeout_seconds", "connect_timeout", "retries", "max_retries", "heartbeat", "batch_size",
        "message_group_id", "delay_seconds",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static JsonProperties Of(IReadOnlyDictionary<string, RawJson> settings) => new(settings.Select(setting =>
        KeyValuePair.Create(setting.Key, Of(setting.Value, (writer, value) => WriteNamed(writer, setting.Key, value)))));

    /// <summary>The settings in a field where they are not the documented object.</summary>
    public static JsonProperties InField(JsonProperties fields, string name) =>
        fields.TryGetValue(name, out RawJson settings)
            ? new JsonProperties(fields.Append(new(name, Of(settings, static (writer, value) => Write(writer, value, isHarmless: false)))))
            : fields;

    private static RawJson Of(RawJson value, Action<Utf8JsonWriter, JsonElement> write)
    {
        if (!value.HasValue)
        {
            return value;
        }

        var options = new JsonDocumentOptions { MaxDepth = ObjectReader.MaxDepth };
        using JsonDocument document = JsonDocument.Parse(JsonText.Repair(value.Utf8.Span), options);
        return new RawJson(JsonText.Write(writer => write(writer, document.RootElement)));
    }

    private static void WriteNamed(Utf8JsonWriter writer, string name, JsonElement value)
    {
        if (Harmless.Contains(name))
        {
            Write(writer, value, isHarmless: true);
        }
        else
        {
            writer.WriteStringValue(value.ValueKind == JsonValueKind.Null ? null : UrlMask.Masked);
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, bool isHarmless)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty setting in value.EnumerateObject())
                {
                    writer.WritePropertyName(setting.Name);
                    WriteNamed(writer, setting.Name, setting.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Write(writer, item, isHarmless);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String when isHarmless:
                writer.WriteStringValue(UrlMask.Of(value.GetString()));
                break;
            case not JsonValueKind.Null when !isHarmless:
                writer.WriteStringValue(UrlMask.Masked);
                break;
            default:
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value));
                break;
        }
    }
}
