using System.Text.Json.Serialization;

namespace IntegrationLogs.Client;

/// <summary>How to reach Elastic Path Commerce Cloud, and as whom.</summary>
public sealed class ElasticPathOptions
{
    internal static readonly Uri DefaultBaseAddress = new("https://useast.api.elasticpath.com");

    /// <summary>
    /// The region's or gateway's address, without <c>/v2</c>. It must be absolute, over https (http only to this machine), and have
    /// no query.
    /// </summary>
    /// <value>Default: <c>https://useast.api.elasticpath.com</c>.</value>
    public Uri BaseAddress { get; set; } = DefaultBaseAddress;

    /// <summary>The client id of an application key. Needed together with <see cref="ClientSecret"/>.</summary>
    /// <value>Default: <see langword="null"/>, Elastic Path is left out.</value>
    public string? ClientId { get; set; }

    /// <summary>The client secret of an application key: implicit tokens cannot read integrations.</summary>
    /// <value>Default: <see langword="null"/>, Elastic Path is left out.</value>
    [JsonIgnore]
    public string? ClientSecret { get; set; }

    /// <summary>
    /// Headers to send with every request, the token request too, such as the <c>EP-Org-ID</c> and <c>EP-Store-ID</c> that
    /// organisation tokens may need. <c>Authorization</c> is not for here.
    /// </summary>
    /// <value>Default: empty.</value>
    [JsonIgnore]
    public IDictionary<string, string> Headers { get; private set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

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

    /// <summary>How many requests a second the account may send, the token requests included.</summary>
    /// <value>
    /// Default: 100 requests a second, 5 of them at once: what production stores allow. A development store allows 25 or 50 and does not
    /// say so; the client learns that from the first 429.
    /// </value>
    public RateLimitOptions RateLimit { get; set; } = new() { PermitLimit = 100, Window = TimeSpan.FromSeconds(1), Burst = 5 };

    internal bool HasCredentials => !string.IsNullOrWhiteSpace(ClientId) && !string.IsNullOrWhiteSpace(ClientSecret);

    internal ElasticPathOptions Copy()
    {
        var copy = (ElasticPathOptions)MemberwiseClone();
        copy.Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase);
        copy.Resilience = Resilience?.Copy();
        copy.RateLimit = RateLimit?.Copy()!;
        return copy;
    }
}
