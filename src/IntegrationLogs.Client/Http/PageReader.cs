using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.Http;

/// <summary>What the answers of both vendors have in common: records under <c>data</c>.</summary>
internal static class PageReader
{
    /// <summary>The records of a <c>data</c> list. A null stands for an empty list, as servers written in Go send it.</summary>
    public static IReadOnlyList<T> ReadData<T>(ref JsonCursor json, JsonRead<T> readRecord)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return [];
        }

        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"'data' is no list of records but {json.TokenType}.");
        }

        var records = new List<T>(PagingOptions.MaxPageSize);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.StartObject)
            {
                throw new JsonException($"Record {records.Count} of 'data' is no object but {json.TokenType}.");
            }

            records.Add(readRecord(ref json));
        }

        return records;
    }

    /// <summary>The one record of an answer, under <c>data</c>.</summary>
    public static T ReadSingle<T>(ref JsonCursor json, JsonRead<T> readRecord)
        where T : class
    {
        RequireObject(json.TokenType);
        T? record = null;
        Leftovers rest = default;
        int field = -1;
        while (json.NextField(DataNames, ref rest, ref field))
        {
            record = json.TokenType == JsonTokenType.StartObject
                ? readRecord(ref json)
                : throw new JsonException($"'data' is no record but {json.TokenType}.");
        }

        return record ?? throw new JsonException("The answer has no 'data'.");
    }

    public static void RequireObject(JsonTokenType token)
    {
        if (token != JsonTokenType.StartObject)
        {
            throw new JsonException($"The document is no object but {token}.");
        }
    }

    private static readonly JsonNames DataNames = new("data");
}
