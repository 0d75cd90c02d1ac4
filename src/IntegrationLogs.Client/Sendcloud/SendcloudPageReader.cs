using System.Text.Json;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.Sendcloud;

internal static class SendcloudPageReader
{
    public static SendcloudPage<T> Read<T>(ref ObjectReader json, ResponseInfo? response = null)
        where T : class, IVendorRecord<T>
    {
        PageReader.RequireObject(json.TokenType);
        IReadOnlyList<T>? data = json.Only(PageReader.DataName, static (ref ObjectReader json) => PageReader.ReadData<T>(ref json));
        return new SendcloudPage<T>
        {
            Data = data ?? throw new JsonException("The answer has no 'data'."),
            Response = response ?? ResponseInfo.Success,
        };
    }
}
