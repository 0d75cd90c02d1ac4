namespace IntegrationLogs.Client.Testing;

/// <summary>What Elastic Path's part of a <see cref="FakeVendorServer"/> holds and how it behaves.</summary>
public sealed class FakeElasticPathOptions : FakeVendorOptions
{
    /// <summary>What stands around a page's records.</summary>
    /// <value>Default: <see cref="ElasticPathEnvelope.FlatMeta"/>.</value>
    public ElasticPathEnvelope Envelope { get; set; } = ElasticPathEnvelope.FlatMeta;

    /// <summary>How the links of <see cref="ElasticPathEnvelope.Links"/> are written.</summary>
    /// <value>Default: <see cref="ElasticPathLinkForm.Absolute"/>.</value>
    public ElasticPathLinkForm LinkForm { get; set; } = ElasticPathLinkForm.Absolute;

    /// <summary>Whether a link that leads nowhere (the last page's <c>next</c>) is null rather than absent.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool NullLinks { get; set; }

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

    internal override void Validate()
    {
        base.Validate();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxPageSize);
        ArgumentException.ThrowIfNullOrEmpty(ClientId);
        ArgumentException.ThrowIfNullOrEmpty(ClientSecret);
    }
}
