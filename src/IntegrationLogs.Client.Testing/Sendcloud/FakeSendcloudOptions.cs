namespace IntegrationLogs.Client.Testing;

/// <summary>What Sendcloud's part of a <see cref="FakeVendorServer"/> holds and how it behaves.</summary>
public sealed class FakeSendcloudOptions
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

    /// <summary>How the <c>Link</c> header is written.</summary>
    /// <value>Default: <see cref="SendcloudLinkForm.AbsoluteUnescaped"/>.</value>
    public SendcloudLinkForm LinkForm { get; set; } = SendcloudLinkForm.AbsoluteUnescaped;

    /// <summary>What a cursor looks like.</summary>
    /// <value>Default: <see cref="SendcloudCursor.DateTime"/>.</value>
    public SendcloudCursor Cursor { get; set; } = SendcloudCursor.DateTime;

    /// <summary>How many records a page holds when the client does not ask for a number; at least 1.</summary>
    /// <value>Default: 25.</value>
    public int DefaultPageSize { get; set; } = 25;

    /// <summary>The largest <c>page_size</c>: past it the answer is 400. At least 1.</summary>
    /// <value>Default: 100.</value>
    public int MaxPageSize { get; set; } = 100;

    /// <summary>Which credentials count. The others are refused.</summary>
    /// <value>Default: <see cref="SendcloudAuthentication.Basic"/>.</value>
    public SendcloudAuthentication Authentication { get; set; } = SendcloudAuthentication.Basic;

    /// <summary>The public key, for HTTP Basic.</summary>
    /// <value>Default: <c>fake-sendcloud-public-key</c>.</value>
    public string PublicKey { get; set; } = "fake-sendcloud-public-key";

    /// <summary>The secret key, for HTTP Basic.</summary>
    /// <value>Default: <c>fake-sendcloud-secret-key</c>.</value>
    public string SecretKey { get; set; } = "fake-sendcloud-secret-key";

    /// <summary>The client id that tokens are issued to, for OAuth2.</summary>
    /// <value>Default: <c>fake-sendcloud-client</c>.</value>
    public string ClientId { get; set; } = "fake-sendcloud-client";

    /// <summary>The secret of <see cref="ClientId"/>, for OAuth2.</summary>
    /// <value>Default: <c>fake-sendcloud-client-secret</c>.</value>
    public string ClientSecret { get; set; } = "fake-sendcloud-client-secret";

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
        ArgumentException.ThrowIfNullOrEmpty(PublicKey);
        ArgumentException.ThrowIfNullOrEmpty(SecretKey);
        ArgumentException.ThrowIfNullOrEmpty(ClientId);
        ArgumentException.ThrowIfNullOrEmpty(ClientSecret);
    }
}
