namespace IntegrationLogs.Client.Testing;

/// <summary>What Elastic Path's part of a <see cref="FakeVendorServer"/> holds and how it behaves.</summary>
public sealed class FakeElasticPathOptions
{
    /// <summary>How many integrations there are; at least 1.</summary>
    /// <value>Default: 3.</value>
    public int IntegrationCount { get; set; } = 3;

    /// <summary>How many logs there are at the start, over all integrations.</summary>
    /// <value>Default: 250.</value>
    public int LogCount { get; set; } = 250;

    /// <summary>In which order the logs are listed at the start.</summary>
    /// <value>Default: <see cref="LogOrder.NewestFirst"/>.</value>
    public LogOrder Order { get; set; } = LogOrder.NewestFirst;

    /// <summary>What stands around a page's records.</summary>
    /// <value>Default: <see cref="ElasticPathEnvelope.FlatMeta"/>.</value>
    public ElasticPathEnvelope Envelope { get; set; } = ElasticPathEnvelope.FlatMeta;

    /// <summary>How the links of <see cref="ElasticPathEnvelope.Links"/> are written.</summary>
    /// <value>Default: <see cref="ElasticPathLinkForm.Absolute"/>.</value>
    public ElasticPathLinkForm LinkForm { get; set; } = ElasticPathLinkForm.Absolute;

    /// <summary>Whether a link that leads nowhere (the last page's <c>next</c>) is null rather than absent.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool NullLinks { get; set; }

    /// <summary>How many records a page holds when the client does not ask for a number; at least 1.</summary>
    /// <value>Default: 25.</value>
    public int DefaultPageSize { get; set; } = 25;

    /// <summary>How many records a page holds at most: who asks for more gets this many. At least 1.</summary>
    /// <value>Default: 100.</value>
    public int MaxPageSize { get; set; } = 100;

    /// <summary>The largest <c>page[offset]</c>: past it the answer is 400. <see langword="null"/> for any.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    public int? OffsetLimit { get; set; }

    /// <summary>
    /// Whether jobs come in pages like everything else. If not, paging parameters are ignored and one answer holds all jobs in
    /// <c>data</c>, with nothing around, as the vendor documents it.
    /// </summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool PagedJobs { get; set; } = true;

    /// <summary>The client id that tokens are issued to.</summary>
    /// <value>Default: <c>fake-elastic-path-client</c>.</value>
    public string ClientId { get; set; } = "fake-elastic-path-client";

    /// <summary>The secret of <see cref="ClientId"/>.</summary>
    /// <value>Default: <c>fake-elastic-path-secret</c>.</value>
    public string ClientSecret { get; set; } = "fake-elastic-path-secret";

    /// <summary>How long a token counts.</summary>
    /// <value>Default: one hour.</value>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>After how many page requests a token stops counting, however young; <see langword="null"/> for never.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    public int? RequestsPerToken { get; set; }

    /// <summary>How long each request waits before anything else happens to it, by the server's time provider.</summary>
    /// <value>Default: zero.</value>
    public TimeSpan Latency { get; set; }

    /// <summary>How many page requests are taken in a window of time; <see langword="null"/> for any number.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    public FakeRateLimit? RateLimit { get; set; }

    /// <summary>How pages are compressed for clients that accept it.</summary>
    /// <value>Default: <see cref="FakeCompression.None"/>.</value>
    public FakeCompression Compression { get; set; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(IntegrationCount);
        ArgumentOutOfRangeException.ThrowIfNegative(LogCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(DefaultPageSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxPageSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(Latency, TimeSpan.Zero);
        ArgumentException.ThrowIfNullOrEmpty(ClientId);
        ArgumentException.ThrowIfNullOrEmpty(ClientSecret);
    }
}
