using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.Http;

/// <summary>One GET request of an endpoint interface.</summary>
/// <param name="Endpoint">The endpoint's template, such as <c>GET /v2/integrations/{id}/logs</c>.</param>
/// <param name="Path">The path under the base address, escaped, without a leading slash.</param>
/// <param name="Query">The query without its question mark, escaped; null for none.</param>
/// <param name="Read">Reads the answer's document.</param>
internal sealed record ApiRequest<T>(string Endpoint, string Path, string? Query, JsonRead<T> Read)
{
    /// <summary>What in the query must not show up in an exception.</summary>
    public string? SecretQueryValue { get; init; }

    /// <summary>Told of a successful answer before its document is read.</summary>
    public Action<ResponseInfo>? Arrived { get; init; }
}
