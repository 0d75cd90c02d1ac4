using System.Net.Http.Headers;
using IntegrationLogs.Client.Authentication;
using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client.DependencyInjection;

/// <summary>What one vendor's part of a client needs of the settings.</summary>
/// <param name="BaseAddress">The API's address.</param>
/// <param name="Identity">The public part of the credentials, which names the account; null without credentials.</param>
/// <param name="Resilience">The limits of a request.</param>
/// <param name="Paging">How lists are read where a call does not say.</param>
/// <param name="RateLimit">The rate limit of the account.</param>
/// <param name="TokensApart">Where tokens come from, if requests for them do not count for the rate limit.</param>
/// <param name="Basic">The credentials as HTTP Basic, where they are given so.</param>
/// <param name="TokenRequest">How a token is asked for, where there are credentials for that.</param>
/// <param name="Headers">Headers to send with every request.</param>
/// <param name="Secrets">What no message may show.</param>
internal sealed record VendorSettings(
    Uri BaseAddress,
    string? Identity,
    ResilienceOptions Resilience,
    PagingOptions Paging,
    RateLimitOptions RateLimit,
    Uri? TokensApart,
    AuthenticationHeaderValue? Basic,
    ClientCredentials? TokenRequest,
    IEnumerable<KeyValuePair<string, string>> Headers,
    SecretMask Secrets)
{
    public bool HasCredentials => Basic is not null || TokenRequest is not null;
}
