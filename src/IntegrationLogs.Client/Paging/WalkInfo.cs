namespace IntegrationLogs.Client.Paging;

/// <summary>Which list a walk reads, for tokens, errors and telemetry.</summary>
/// <param name="Vendor">Whose list.</param>
/// <param name="Endpoint">The endpoint's template, such as <c>GET /v2/integrations/{id}/logs</c>.</param>
/// <param name="List">The list itself, ids included: what a continuation token belongs to.</param>
internal sealed record WalkInfo(IntegrationVendor Vendor, string Endpoint, string List)
{
    public PagingException CannotGoOn(string reason, Exception? cause = null) =>
        new(Vendor, $"{Vendor}, {Endpoint}: {reason}", cause) { Endpoint = Endpoint };

    public Lazy<string> ContinueAt(WalkPosition position) => new(() => ContinuationToken.Encode(List, position));
}
