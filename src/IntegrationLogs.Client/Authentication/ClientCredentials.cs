using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace IntegrationLogs.Client.Authentication;

/// <summary>How a token is asked for with client credentials; the vendors differ in where the credentials go.</summary>
/// <param name="Endpoint">The endpoint's template, for logs and errors.</param>
/// <param name="Address">Where to post to.</param>
/// <param name="Form">The fields of the form.</param>
/// <param name="Authorization">The credentials as a header, or null when they are in the form.</param>
internal sealed record ClientCredentials(
    string Endpoint, Uri Address, IReadOnlyList<KeyValuePair<string, string>> Form, AuthenticationHeaderValue? Authorization)
{
    /// <summary>Credentials in the form, as Elastic Path wants them.</summary>
    public static ClientCredentials InForm(string endpoint, Uri address, string clientId, string clientSecret) => new(
        endpoint,
        address,
        [new("grant_type", "client_credentials"), new("client_id", clientId), new("client_secret", clientSecret)],
        Authorization: null);

    /// <summary>Credentials as HTTP Basic, as Sendcloud wants them; form-encoded first (RFC 6749, section 2.3.1).</summary>
    public static ClientCredentials InHeader(string endpoint, Uri address, string clientId, string clientSecret, string? scope) => new(
        endpoint,
        address,
        string.IsNullOrWhiteSpace(scope)
            ? [new("grant_type", "client_credentials")]
            : [new("grant_type", "client_credentials"), new("scope", scope)],
        Basic(WebUtility.UrlEncode(clientId), WebUtility.UrlEncode(clientSecret)));

    public static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    /// <summary>The endpoint only: the rest is secret.</summary>
    public override string ToString() => Endpoint;
}
