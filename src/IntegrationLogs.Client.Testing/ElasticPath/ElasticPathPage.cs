using System.Text.Json;

namespace IntegrationLogs.Client.Testing.ElasticPath;

/// <summary>A page's place in its list: what the envelopes tell of it.</summary>
internal readonly record struct ElasticPathPage(int Limit, int Offset, int Total)
{
    public int? NextOffset => (long)Offset + Limit < Total ? Offset + Limit : null;

    public int? PreviousOffset => Offset == 0 ? null : Math.Max(0, Offset - Limit);

    /// <summary>Here <c>total</c> counts pages.</summary>
    public void WriteMeta(Utf8JsonWriter writer)
    {
        writer.WriteNumber("limit", Limit);
        writer.WriteNumber("offset", Offset);
        writer.WriteNumber("current", (Offset / Limit) + 1);
        writer.WriteNumber("total", ((long)Total + Limit - 1) / Limit);
    }

    /// <summary>Here <c>total</c> counts records.</summary>
    public void WriteResults(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("results");
        writer.WriteNumber("total", Total);
        writer.WriteEndObject();
    }
}
