using System.Net.Http.Headers;

namespace IntegrationLogs.Client.Http;

internal static class ResponseHeaders
{
    /// <summary>More than most answers have.</summary>
    private const int UsualCount = 16;

    private static readonly string[] RequestIdNames = ["X-Request-Id", "Request-Id", "X-Correlation-Id", "X-Amzn-RequestId", "CF-Ray"];

    public static ResponseInfo ToInfo(HttpResponseMessage response, int attempts)
    {
        var headers = new Dictionary<string, IReadOnlyList<string>>(UsualCount, StringComparer.OrdinalIgnoreCase);
        Add(headers, response.Headers.NonValidated);
        Add(headers, response.Content.Headers.NonValidated);
        return new ResponseInfo(response.StatusCode, headers, RequestId(response), attempts)
        {
            RequestUri = response.RequestMessage?.RequestUri,
        };
    }

    /// <summary>Neither vendor documents a request id; these are the usual names, the vendor's before its network's.</summary>
    public static string? RequestId(HttpResponseMessage response)
    {
        foreach (string name in RequestIdNames)
        {
            if (response.Headers.NonValidated.TryGetValues(name, out HeaderStringValues values))
            {
                return values.ToString();
            }
        }

        return null;
    }

    private static void Add(Dictionary<string, IReadOnlyList<string>> headers, HttpHeadersNonValidated fields)
    {
        foreach ((string name, HeaderStringValues values) in fields)
        {
            headers[name] = values.Count == 1 ? [values.ToString()] : [.. values];
        }
    }
}
