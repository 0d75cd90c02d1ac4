using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace IntegrationLogs.Client.Feed;

/// <summary>Entries as JSON, under the names that the caller's naming policy makes of the properties.</summary>
internal readonly ref struct EntryJson(Utf8JsonWriter writer, JsonSerializerOptions options)
{
    private static IntegrationLogsJsonContext Types => IntegrationLogsJsonContext.Default;

    public void Write(IntegrationLogEntry entry)
    {
        Text(nameof(entry.Vendor), entry.Vendor.ToString());
        Text(nameof(entry.Account), entry.Account);
        Text(nameof(entry.IntegrationId), entry.IntegrationId);
        Text(nameof(entry.IntegrationName), entry.IntegrationName);
        Text(nameof(entry.LogId), entry.LogId);
        if (Begins(nameof(entry.OccurredAt), entry.OccurredAt is not null))
        {
            writer.WriteStringValue(entry.OccurredAt.GetValueOrDefault());
        }

        Boolean(nameof(entry.Succeeded), entry.Succeeded);
        Boolean(nameof(entry.IsFailure), entry.IsFailure);
        Number(nameof(entry.StatusCode), entry.StatusCode);
        Text(nameof(entry.Method), entry.Method);
        Text(nameof(entry.Url), entry.Url);
        Text(nameof(entry.Message), entry.Message);
        Text(nameof(entry.ExceptionType), entry.ExceptionType);
        Number(nameof(entry.Attempt), entry.Attempt);
        Text(nameof(entry.JobId), entry.JobId);
        Begins(nameof(entry.Source), hasValue: true);
        switch (entry.Source)
        {
            case ElasticPathLog log: JsonSerializer.Serialize(writer, log, Types.ElasticPathLog); break;
            case SendcloudLog log: JsonSerializer.Serialize(writer, log, Types.SendcloudLog); break;
            default: throw new JsonException($"A {entry.Source.GetType()} is no vendor's log.");
        }
    }

    public void Text(string property, string? value)
    {
        if (Begins(property, value is not null))
        {
            writer.WriteStringValue(value);
        }
    }

    public void Boolean(string property, bool? value)
    {
        if (Begins(property, value is not null))
        {
            writer.WriteBooleanValue(value.GetValueOrDefault());
        }
    }

    /// <summary>Begins a property; without a value it is null, or left out where the caller leaves nulls out.</summary>
    public bool Begins(string property, bool hasValue)
    {
        if (hasValue || options.DefaultIgnoreCondition != JsonIgnoreCondition.WhenWritingNull)
        {
            writer.WritePropertyName(options.PropertyNamingPolicy?.ConvertName(property) ?? property);
            if (!hasValue)
            {
                writer.WriteNullValue();
            }
        }

        return hasValue;
    }

    public static IntegrationLogEntry Read(JsonElement json)
    {
        IntegrationVendor vendor = Read(json, nameof(IntegrationLogEntry.Vendor), Types.IntegrationVendor);
        return new IntegrationLogEntry
        {
            Vendor = vendor,
            Account = Find(json, nameof(IntegrationLogEntry.Account))?.GetString(),
            IntegrationId = Find(json, nameof(IntegrationLogEntry.IntegrationId))?.GetString(),
            IntegrationName = Find(json, nameof(IntegrationLogEntry.IntegrationName))?.GetString(),
            LogId = Find(json, nameof(IntegrationLogEntry.LogId))?.GetString(),
            OccurredAt = Find(json, nameof(IntegrationLogEntry.OccurredAt))?.GetDateTimeOffset(),
            Succeeded = Find(json, nameof(IntegrationLogEntry.Succeeded))?.GetBoolean(),
            StatusCode = Find(json, nameof(IntegrationLogEntry.StatusCode))?.GetInt32(),
            Method = Find(json, nameof(IntegrationLogEntry.Method))?.GetString(),
            Url = Find(json, nameof(IntegrationLogEntry.Url))?.GetString(),
            Message = Find(json, nameof(IntegrationLogEntry.Message))?.GetString(),
            ExceptionType = Find(json, nameof(IntegrationLogEntry.ExceptionType))?.GetString(),
            Attempt = Find(json, nameof(IntegrationLogEntry.Attempt))?.GetInt32(),
            JobId = Find(json, nameof(IntegrationLogEntry.JobId))?.GetString(),
            Source = vendor == IntegrationVendor.ElasticPath
                ? Read(json, nameof(IntegrationLogEntry.Source), Types.ElasticPathLog)
                : Read(json, nameof(IntegrationLogEntry.Source), Types.SendcloudLog),
        };
    }

    /// <summary>A property that no entry is without.</summary>
    public static T Read<T>(JsonElement json, string property, JsonTypeInfo<T> type) =>
        Find(json, property) is JsonElement value && value.Deserialize(type) is T read
            ? read
            : throw new JsonException($"An entry without '{property}' cannot be read.");

    private void Number(string property, int? value)
    {
        if (Begins(property, value is not null))
        {
            writer.WriteNumberValue(value.GetValueOrDefault());
        }
    }

    /// <summary>The value of a property that is not null. Whatever policy wrote its name, the letters are the property's.</summary>
    public static JsonElement? Find(JsonElement json, string property)
    {
        foreach (JsonProperty candidate in json.EnumerateObject())
        {
            string letters = candidate.Name.Replace("_", null, StringComparison.Ordinal).Replace("-", null, StringComparison.Ordinal);
            if (letters.Equals(property, StringComparison.OrdinalIgnoreCase))
            {
                return candidate.Value.ValueKind == JsonValueKind.Null ? null : candidate.Value;
            }
        }

        return null;
    }
}
