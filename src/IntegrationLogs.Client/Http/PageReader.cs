using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.Http;

/// <summary>What the answers of both vendors have in common: records under <c>data</c>.</summary>
internal static class PageReader
{
    public static readonly JsonNames DataName = new("data");

    /// <summary>The records of a <c>data</c> list. A null stands for an empty list, as servers written in Go send it.</summary>
    public static IReadOnlyList<T> ReadData<T>(ref ObjectReader json)
        where T : class, IVendorRecord<T> => json.TokenType switch
        {
            JsonTokenType.Null => [],
            JsonTokenType.StartArray => json.Records<T>(PagingOptions.MaxPageSize),
            JsonTokenType other => throw new JsonException($"'data' is no list of records but {other}."),
        };

    /// <summary>The one record of an answer, under <c>data</c>.</summary>
    public static T ReadSingle<T>(ref ObjectReader json)
        where T : class, IModel<T>
    {
        RequireObject(json.TokenType);
        return json.Only(DataName, static (ref ObjectReader json) => json.TokenType == JsonTokenType.StartObject
            ? T.Read(ref json)
            : throw new JsonException($"'data' is no record but {json.TokenType}."))
            ?? throw new JsonException("The answer has no 'data'.");
    }

    public static void RequireObject(JsonTokenType token)
    {
        if (token != JsonTokenType.StartObject)
        {
            throw new JsonException($"The document is no object but {token}.");
        }
    }
}
