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
    private static readonly JsonNames Names = new("data", "meta", "results", "links");
    private static readonly JsonNames MetaNames = new("limit", "offset", "current", "total", "page", "results");
    private static readonly JsonNames TotalName = new("total");
    private static readonly JsonNames NextName = new("next");
    private static readonly JsonNames HrefName = new("href");

    public static ElasticPathPage<T> Read<T>(ref ObjectReader json, ResponseInfo? response = null)
        where T : class, IVendorRecord<T>
    {
        IReadOnlyList<T>? data = null;
        ElasticPathEnvelope envelope = Read(ref json, (ref ObjectReader json) => data = PageReader.ReadData<T>(ref json));
        return envelope.ToPage(data ?? throw new JsonException("The answer has no 'data'."), response ?? ResponseInfo.Success);
    }

    /// <summary>Reads what is beside the records and passes over these.</summary>
    public static ElasticPathEnvelope ReadEnvelope(ref ObjectReader json) => Read<object?>(ref json, static (ref ObjectReader json) =>
    {
        json.Skip();
        return null;
    });

    private static ElasticPathEnvelope Read<TData>(ref ObjectReader json, JsonRead<TData> readData)
    {
        PageReader.RequireObject(json.TokenType);
        var envelope = default(ElasticPathEnvelope);
        for (int field = -1; json.Next(Names, ref field);)
        {
            bool isObject = json.TokenType == JsonTokenType.StartObject;
            switch (Names[field])
            {
                case "data": readData(ref json); break;
                case "meta" when isObject: ReadMeta(ref json, ref envelope); break;
                case "results" when isObject: envelope.TotalItems = ReadTotal(ref json) ?? envelope.TotalItems; break;
                case "links" when isObject: (envelope.HasLinks, envelope.NextLink) = (true, ReadNextLink(ref json)); break;
                default: json.Skip(); break;
            }
        }

        return envelope;
    }

    private static void ReadMeta(ref ObjectReader json, ref ElasticPathEnvelope envelope)
    {
        for (int field = -1; json.Next(MetaNames, ref field);)
        {
            bool isObject = json.TokenType == JsonTokenType.StartObject;
            switch (MetaNames[field])
            {
                case "limit": envelope.Limit = json.Int32(); break;
                case "offset": envelope.Offset = json.Int32(); break;
                case "current": envelope.CurrentPage = json.Int32(); break;
                case "total": envelope.TotalPages = json.Int32(); break;
                case "page" when isObject: ReadMeta(ref json, ref envelope); break;
                case "results" when isObject: envelope.TotalItems = ReadTotal(ref json) ?? envelope.TotalItems; break;
                default: json.Skip(); break;
            }
        }
    }

    /// <summary>A negative total counts nothing.</summary>
    private static long? ReadTotal(ref ObjectReader json) =>
        json.Only(TotalName, static (ref ObjectReader json) => json.Int64()) is long total and >= 0 ? total : null;

    /// <summary>JSON:API also allows a link to be an object with an <c>href</c>.</summary>
    private static string? ReadNextLink(ref ObjectReader json)
    {
        string? next = json.Only(NextName, static (ref ObjectReader json) => json.TokenType == JsonTokenType.StartObject
            ? json.Only(HrefName, static (ref ObjectReader json) => json.String())
            : json.String());
        return string.IsNullOrEmpty(next) ? null : next;
    }
}
