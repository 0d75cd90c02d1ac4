using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Paging;

/// <summary>Which list a walk reads, for tokens, errors and telemetry.</summary>
/// <param name="Vendor">Whose list.</param>
/// <param name="Endpoint">The endpoint's template, such as <c>GET /v2/integrations/{id}/logs</c>.</param>
/// <param name="List">The list itself, ids included: what a continuation token belongs to.</param>
/// <param name="Account">Whose account; null where no client is known, as for a user's own pages.</param>
internal sealed record WalkInfo(IntegrationVendor Vendor, string Endpoint, string List, WalkAccount? Account = null)
{
    /// <summary>Whose list it is, for telemetry.</summary>
    public ClientIdentity Client { get; } = new(Vendor, Account?.ClientName);

    public PagingException CannotGoOn(string reason, Exception? cause = null) =>
        new(Vendor, $"{Vendor}, {Endpoint}: {reason}", cause) { Account = Account?.ClientName, Endpoint = Endpoint };

    public Lazy<string> ContinueAt(WalkPosition position) => new(() => ContinuationToken.Encode(this, position));
}
