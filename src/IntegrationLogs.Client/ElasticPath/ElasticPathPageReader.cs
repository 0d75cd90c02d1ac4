using System.Text.Json;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.ElasticPath;

/// <summary>
/// Reads the four documented envelopes: <c>meta</c> flat and <c>results</c> beside it; <c>meta.page</c> and <c>meta.results</c>;
/// <c>links</c> alone; <c>data</c> alone.
/// </summary>
internal static class ElasticPathPageReader
{
    private const int Data = 0, Meta = 1, Results = 2, Links = 3;
    private const int Limit = 0, Offset = 1, Current = 2, Total = 3, Page = 4, MetaResults = 5;

    private static readonly JsonNames Names = new("data", "meta", "results", "links");
    private static readonly JsonNames MetaNames = new("limit", "offset", "current", "total", "page", "results");
    private static readonly JsonNames ResultsNames = new("total");
    private static readonly JsonNames LinkNames = new("next");
    private static readonly JsonNames LinkObjectNames = new("href");

    public static ElasticPathPage<T> Read<T>(ref JsonCursor json, JsonRead<T> readRecord, ResponseInfo? response = null)
    {
        IReadOnlyList<T>? data = null;
        var envelope = default(ElasticPathEnvelope);
        PageReader.RequireObject(json.TokenType);
        Leftovers rest = default;
        int field = -1;
        while (json.NextField(Names, ref rest, ref field))
        {
            if (field == Data)
            {
                data = PageReader.ReadData(ref json, readRecord);
            }
            else
            {
                ReadField(ref json, field, ref envelope);
            }
        }

        return envelope.ToPage(data ?? throw new JsonException("The answer has no 'data'."), response ?? ResponseInfo.Success);
    }

    /// <summary>Reads what is beside the records and passes over these.</summary>
    public static ElasticPathEnvelope ReadEnvelope(ref JsonCursor json)
    {
        var envelope = default(ElasticPathEnvelope);
        PageReader.RequireObject(json.TokenType);
        Leftovers rest = default;
        int field = -1;
        while (json.NextField(Names, ref rest, ref field))
        {
            ReadField(ref json, field, ref envelope);
        }

        return envelope;
    }

    private static void ReadField(ref JsonCursor json, int field, ref ElasticPathEnvelope envelope)
    {
        bool isObject = json.TokenType == JsonTokenType.StartObject;
        switch (field)
        {
            case Meta when isObject: ReadMeta(ref json, ref envelope); break;
            case Results when isObject: envelope.TotalItems = ReadTotal(ref json) ?? envelope.TotalItems; break;
            case Links when isObject: (envelope.HasLinks, envelope.NextLink) = (true, ReadNextLink(ref json)); break;
            default: json.Skip(); break;
        }
    }

    private static void ReadMeta(ref JsonCursor json, ref ElasticPathEnvelope envelope)
    {
        Leftovers rest = default;
        int field = -1;
        while (json.NextField(MetaNames, ref rest, ref field))
        {
            bool isObject = json.TokenType == JsonTokenType.StartObject;
            switch (field)
            {
                case Limit: envelope.Limit = json.TakeInt32(MetaNames, field, ref rest); break;
                case Offset: envelope.Offset = json.TakeInt32(MetaNames, field, ref rest); break;
                case Current: envelope.CurrentPage = json.TakeInt32(MetaNames, field, ref rest); break;
                case Total: envelope.TotalPages = json.TakeInt32(MetaNames, field, ref rest); break;
                case Page when isObject: ReadMeta(ref json, ref envelope); break;
                case MetaResults when isObject: envelope.TotalItems = ReadTotal(ref json) ?? envelope.TotalItems; break;
                default: json.Skip(); break;
            }
        }
    }

    /// <summary>A negative total counts nothing.</summary>
    private static long? ReadTotal(ref JsonCursor json)
    {
        long? total = null;
        Leftovers rest = default;
        int field = -1;
        while (json.NextField(ResultsNames, ref rest, ref field))
        {
            total = json.TakeInt64(ResultsNames, field, ref rest);
        }

        return total >= 0 ? total : null;
    }

    private static string? ReadNextLink(ref JsonCursor json)
    {
        string? next = null;
        Leftovers rest = default;
        int field = -1;
        while (json.NextField(LinkNames, ref rest, ref field))
        {
            next = json.TokenType == JsonTokenType.StartObject ? ReadHref(ref json) : json.TakeString(LinkNames, field, ref rest);
        }

        return string.IsNullOrEmpty(next) ? null : next;
    }

    /// <summary>JSON:API also allows a link to be an object with an <c>href</c>.</summary>
    private static string? ReadHref(ref JsonCursor json)
    {
        string? href = null;
        Leftovers rest = default;
        int field = -1;
        while (json.NextField(LinkObjectNames, ref rest, ref field))
        {
            href = json.TakeString(LinkObjectNames, field, ref rest);
        }

        return href;
    }
}
