using System.Text.Json;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.Sendcloud;

internal static class SendcloudPageReader
{
    private static readonly JsonNames Names = new("data");

    public static SendcloudPage<T> Read<T>(ref JsonCursor json, JsonRead<T> readRecord, ResponseInfo? response = null)
    {
        PageReader.RequireObject(json.TokenType);
        IReadOnlyList<T>? data = null;
        Leftovers rest = default;
        int field = -1;
        while (json.NextField(Names, ref rest, ref field))
        {
            data = PageReader.ReadData(ref json, readRecord);
        }

        return new SendcloudPage<T>
        {
            Data = data ?? throw new JsonException("The answer has no 'data'."),
            Response = response ?? ResponseInfo.Success,
        };
    }
}
