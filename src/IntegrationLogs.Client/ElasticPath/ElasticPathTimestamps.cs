using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.ElasticPath;

/// <summary>The wire's <c>meta</c> of a record: <c>{"timestamps":{"created_at":…,"updated_at":…}}</c>.</summary>
internal readonly record struct ElasticPathTimestamps(WireTimestamp CreatedAt, WireTimestamp UpdatedAt)
{
    private static readonly JsonNames MetaNames = new("timestamps");
    private static readonly JsonNames Names = new("created_at", "updated_at");

    /// <summary>Reads the times; what holds more than them is kept whole. A log has no <c>updated_at</c>: there it counts as more.</summary>
    public static ElasticPathTimestamps Read(ref ObjectReader json, bool keepsUpdatedAt = false)
    {
        if (!json.IsObject())
        {
            return default;
        }

        int mark = json.Mark;
        json.HoldsMore = false;
        ElasticPathTimestamps times = default;
        for (int field = -1; json.Next(MetaNames, ref field);)
        {
            times = json.IsObject() ? ReadTimes(ref json) : default;
        }

        bool holdsNothing = !times.CreatedAt.HasText && !times.UpdatedAt.HasText;
        if (json.HoldsMore || holdsNothing || (times.UpdatedAt.HasText && !keepsUpdatedAt))
        {
            json.Keep(json.RawFrom(mark));
        }

        return times;
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("timestamps");
        foreach ((string name, WireTimestamp time) in (ReadOnlySpan<(string, WireTimestamp)>)[("created_at", CreatedAt), ("updated_at", UpdatedAt)])
        {
            if (time.HasText)
            {
                writer.WriteString(name, time.Text);
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static ElasticPathTimestamps ReadTimes(ref ObjectReader json)
    {
        WireTimestamp createdAt = default, updatedAt = default;
        for (int field = -1; json.Next(Names, ref field);)
        {
            _ = field == 0 ? createdAt = json.Timestamp() : updatedAt = json.Timestamp();
        }

        return new ElasticPathTimestamps(createdAt, updatedAt);
    }
}
