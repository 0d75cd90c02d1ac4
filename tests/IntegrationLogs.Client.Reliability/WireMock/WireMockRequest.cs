using System.Text.Json;

namespace IntegrationLogs.Client.Reliability.WireMock;

/// <summary>A request as WireMock's journal holds it.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Url">Path and query, as sent.</param>
/// <param name="Protocol">Such as <c>HTTP/2.0</c>.</param>
/// <param name="Authorization">The header; null when there was none.</param>
/// <param name="Body">The body as text.</param>
/// <param name="WasMatched">Whether there was a stub for it.</param>
/// <param name="Fault">The fault it was answered with; null for none.</param>
internal sealed record WireMockRequest(
    string Method, string Url, string Protocol, string? Authorization, string Body, bool WasMatched, string? Fault)
{
    public bool IsForToken => Method == "POST";

    /// <summary>Reads a journal, in the order in which the requests came.</summary>
    public static IReadOnlyList<WireMockRequest> ReadAll(JsonElement journal) =>
        [.. journal.GetProperty("requests").EnumerateArray().Select(Read).Reverse()];

    private static WireMockRequest Read(JsonElement entry)
    {
        JsonElement request = entry.GetProperty("request");
        JsonElement? authorization = request.GetProperty("headers").EnumerateObject()
            .Where(header => header.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            .Select(header => (JsonElement?)header.Value)
            .SingleOrDefault();
        return new WireMockRequest(
            request.GetProperty("method").GetString()!,
            request.GetProperty("url").GetString()!,
            request.GetProperty("protocol").GetString()!,
            authorization?.GetString(),
            request.GetProperty("body").GetString()!,
            entry.GetProperty("wasMatched").GetBoolean(),
            entry.GetProperty("responseDefinition").TryGetProperty("fault", out JsonElement fault) ? fault.GetString() : null);
    }
}
