using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.ElasticPath;

/// <summary>The wire's <c>meta</c> of a record: <c>{"timestamps":{"created_at":…,"updated_at":…}}</c>.</summary>
internal readonly record struct ElasticPathTimestamps(WireTimestamp CreatedAt, WireTimestamp UpdatedAt)
{
    private const int CreatedAtField = 0;

    private static readonly JsonNames MetaNames = new("timestamps");
    private static readonly JsonNames Names = new("created_at", "updated_at");

    /// <summary>
    /// Takes the times; what holds more than them is kept whole. A log has no <c>updated_at</c>: there it counts as more.
    /// </summary>
    public static ElasticPathTimestamps Take(
        ref JsonCursor json, JsonNames names, int field, ref Leftovers rest, bool keepsUpdatedAt = false)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.TakeUnfit(names, field, ref rest);
            return default;
        }

        int mark = json.Mark();
        ElasticPathTimestamps timestamps = default;
        Leftovers inner = default;
        int meta = -1;
        while (json.NextField(MetaNames, ref inner, ref meta))
        {
            if (json.TokenType != JsonTokenType.StartObject)
            {
                json.TakeUnfit(MetaNames, meta, ref inner);
                continue;
            }

            timestamps = TakeTimes(ref json, ref inner);
        }

        bool holdsMore = timestamps.UpdatedAt.HasText && !keepsUpdatedAt;
        bool holdsNothing = !timestamps.CreatedAt.HasText && !timestamps.UpdatedAt.HasText;
        if (!inner.IsEmpty || holdsMore || holdsNothing)
        {
            rest.Keep(names, field, json.RawFrom(mark));
        }

        return timestamps;
    }

    public static void Write(Utf8JsonWriter writer, string? createdAt, string? updatedAt)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(MetaNames[0]);
        if (createdAt is not null)
        {
            writer.WriteString(Names[0], createdAt);
        }

        if (updatedAt is not null)
        {
            writer.WriteString(Names[1], updatedAt);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static ElasticPathTimestamps TakeTimes(ref JsonCursor json, ref Leftovers rest)
    {
        ElasticPathTimestamps times = default;
        int field = -1;
        while (json.NextField(Names, ref rest, ref field))
        {
            WireTimestamp time = json.TakeTimestamp(Names, field, ref rest);
            times = field == CreatedAtField ? times with { CreatedAt = time } : times with { UpdatedAt = time };
        }

        return times;
    }
}
