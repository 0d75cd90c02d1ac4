using System.Text.Json.Serialization;

namespace IntegrationLogs.Client;

/// <summary>
/// How to reach Sendcloud, and as whom: with the key pair of an integration (HTTP Basic) or with OAuth2 client credentials. Both at
/// once is a fault.
/// </summary>
public sealed class SendcloudOptions
{
    internal static readonly Uri DefaultBaseAddress = new("https://panel.sendcloud.sc/api/v3");
    internal static readonly Uri DefaultTokenEndpoint = new("https://account.sendcloud.com/oauth2/token/");

    /// <summary>The API's address. It must be absolute, over https (http only to this machine), and have no query.</summary>
    /// <value>Default: <c>https://panel.sendcloud.sc/api/v3</c>.</value>
    public Uri BaseAddress { get; set; } = DefaultBaseAddress;

    /// <summary>The public key, for HTTP Basic. Needed together with <see cref="SecretKey"/>.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    public string? PublicKey { get; set; }

    /// <summary>The secret key, for HTTP Basic.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    [JsonIgnore]
    public string? SecretKey { get; set; }

    /// <summary>The client id, for OAuth2. Needed together with <see cref="ClientSecret"/>.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    public string? ClientId { get; set; }

    /// <summary>The client secret, for OAuth2.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    [JsonIgnore]
    public string? ClientSecret { get; set; }

    /// <summary>
    /// Where OAuth2 tokens come from. The vendor's pages disagree about the trailing slash, and redirects are not followed: what is
    /// set here is requested as it stands.
    /// </summary>
    /// <value>Default: <c>https://account.sendcloud.com/oauth2/token/</c>.</value>
    public Uri TokenEndpoint { get; set; } = DefaultTokenEndpoint;

    /// <summary>The OAuth2 scope to ask for; empty asks for none. Some accounts need <c>read:integration</c>.</summary>
    /// <value>Default: <c>api</c>.</value>
    public string? Scope { get; set; } = "api";

    /// <summary>How long one of this vendor's requests may take and how often it is tried.</summary>
    /// <value>
    /// Default: <see langword="null"/>, as in <see cref="IntegrationLogsClientOptions.Resilience"/>. One that is set in code takes its
    /// place as a whole; in configuration, what is left out is as there.
    /// </value>
    public ResilienceOptions? Resilience { get; set; }

    /// <summary>How this vendor's lists are read by calls that are given no <see cref="PagingOptions"/>.</summary>
    /// <value>
    /// Default: <see langword="null"/>, as in <see cref="IntegrationLogsClientOptions.Paging"/>. One that is set in code takes its place
    /// as a whole; in configuration, what is left out is as there.
    /// </value>
    public PagingOptions? Paging { get; set; }

    /// <summary>How many requests a minute the account may send. Token requests do not count.</summary>
    /// <value>Default: 1,000 requests a minute, 100 of them at once.</value>
    public RateLimitOptions RateLimit { get; set; } = new() { PermitLimit = 1_000, Window = TimeSpan.FromMinutes(1), Burst = 100 };

    internal bool HasKeyPair => !string.IsNullOrWhiteSpace(PublicKey) && !string.IsNullOrWhiteSpace(SecretKey);

    internal bool HasClientCredentials => !string.IsNullOrWhiteSpace(ClientId) && !string.IsNullOrWhiteSpace(ClientSecret);

    internal bool HasCredentials => HasKeyPair || HasClientCredentials;

    internal SendcloudOptions Copy()
    {
        var copy = (SendcloudOptions)MemberwiseClone();
        copy.Resilience = Resilience?.Copy();
        copy.RateLimit = RateLimit?.Copy()!;
        return copy;
    }
}
