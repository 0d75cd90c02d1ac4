namespace IntegrationLogs.Client.Testing;

/// <summary>What Sendcloud's part of a <see cref="FakeVendorServer"/> holds and how it behaves.</summary>
public sealed class FakeSendcloudOptions : FakeVendorOptions
{
    /// <summary>How the <c>Link</c> header is written.</summary>
    /// <value>Default: <see cref="SendcloudLinkForm.AbsoluteUnescaped"/>.</value>
    public SendcloudLinkForm LinkForm { get; set; } = SendcloudLinkForm.AbsoluteUnescaped;

    /// <summary>What a cursor looks like.</summary>
    /// <value>Default: <see cref="SendcloudCursor.DateTime"/>.</value>
    public SendcloudCursor Cursor { get; set; } = SendcloudCursor.DateTime;

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

    internal override void Validate()
    {
        base.Validate();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxPageSize);
        ArgumentException.ThrowIfNullOrEmpty(PublicKey);
        ArgumentException.ThrowIfNullOrEmpty(SecretKey);
        ArgumentException.ThrowIfNullOrEmpty(ClientId);
        ArgumentException.ThrowIfNullOrEmpty(ClientSecret);
    }
}
