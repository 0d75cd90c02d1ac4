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

    public static ElasticPathPage<T> Read<T>(ref JsonCursor json, JsonRead<T> readRecord)
    {
        PageReader.RequireObject(json.TokenType);
        IReadOnlyList<T>? data = null;
        var page = new ElasticPathPage<T> { Data = [] };
        Leftovers rest = default;
        int field = -1;
        while (json.NextField(Names, ref rest, ref field))
        {
            if (field == Data)
            {
                data = PageReader.ReadData(ref json, readRecord);
            }
            else if (json.TokenType != JsonTokenType.StartObject)
            {
                json.Skip();
            }
            else
            {
                page = field switch
                {
                    Meta => ReadMeta(ref json, page),
                    Results => page with { TotalItems = ReadTotal(ref json) ?? page.TotalItems },
                    _ => page with { HasLinks = true, NextLink = ReadNextLink(ref json) },
                };
            }
        }

        return page with { Data = data ?? throw new JsonException("The answer has no 'data'.") };
    }

    private static ElasticPathPage<T> ReadMeta<T>(ref JsonCursor json, ElasticPathPage<T> page)
    {
        Leftovers rest = default;
        int field = -1;
        while (json.NextField(MetaNames, ref rest, ref field))
        {
            bool isObject = json.TokenType == JsonTokenType.StartObject;
            switch (field)
            {
                case Limit: page = page with { Limit = json.TakeInt32(MetaNames, field, ref rest) }; break;
                case Offset: page = page with { Offset = json.TakeInt32(MetaNames, field, ref rest) }; break;
                case Current: page = page with { CurrentPage = json.TakeInt32(MetaNames, field, ref rest) }; break;
                case Total: page = page with { TotalPages = json.TakeInt32(MetaNames, field, ref rest) }; break;
                case Page when isObject: page = ReadMeta(ref json, page); break;
                case MetaResults when isObject: page = page with { TotalItems = ReadTotal(ref json) ?? page.TotalItems }; break;
                default: json.Skip(); break;
            }
        }

        return page;
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
