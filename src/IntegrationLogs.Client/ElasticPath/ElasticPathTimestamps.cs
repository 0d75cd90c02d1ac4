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
        ElasticPathTimestamps times = default;
        bool holdsMore = false;
        Leftovers outer = json.Begin(MetaNames);
        while (json.Next())
        {
            times = json.IsObject() ? ReadTimes(ref json, ref holdsMore) : default;
        }

        holdsMore |= !json.End(outer).IsEmpty || (times.UpdatedAt.HasText && !keepsUpdatedAt);
        bool holdsNothing = !times.CreatedAt.HasText && !times.UpdatedAt.HasText;
        if (holdsMore || holdsNothing)
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

    private static ElasticPathTimestamps ReadTimes(ref ObjectReader json, ref bool holdsMore)
    {
        WireTimestamp createdAt = default, updatedAt = default;
        Leftovers outer = json.Begin(Names);
        while (json.Next())
        {
            switch (json.Name)
            {
                case "created_at": createdAt = json.Timestamp(); break;
                case "updated_at": updatedAt = json.Timestamp(); break;
            }
        }

        holdsMore |= !json.End(outer).IsEmpty;
        return new ElasticPathTimestamps(createdAt, updatedAt);
    }
}
