namespace IntegrationLogs.Client;

/// <summary>
/// The settings of one client. They are read once, when the client is made, and checked as a whole: every fault is reported, by name.
/// A vendor without credentials is left out; using it then says which settings are missing.
/// </summary>
public sealed class IntegrationLogsClientOptions
{
    internal static readonly TimeSpan DefaultNamesRefreshInterval = TimeSpan.FromMinutes(10);

    /// <summary>How to reach Elastic Path Commerce Cloud, and as whom.</summary>
    public ElasticPathOptions ElasticPath { get; set; } = new();

    /// <summary>How to reach Sendcloud, and as whom.</summary>
    public SendcloudOptions Sendcloud { get; set; } = new();

    /// <summary>How long one request may take and how often it is tried. A vendor can have its own.</summary>
    public ResilienceOptions Resilience { get; set; } = new();

    /// <summary>How lists are read by calls that are given no <see cref="PagingOptions"/>. A vendor can have its own.</summary>
    public PagingOptions Paging { get; set; } = new();

    /// <summary>Whether the client may have no vendor at all. Without it, that is a fault: a section that is misspelled, often.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool AllowNoVendor { get; set; }

    /// <summary>
    /// How old the names of integrations may be that the feed's entries carry; more than zero, at most 24 days. A vendor's integrations are
    /// listed when the first entry is found, at most this often again, and within a minute for an integration that is new. Where they
    /// cannot be listed, entries have ids only, and one log line says so. <see langword="null"/>: names are not looked up.
    /// </summary>
    /// <value>Default: ten minutes.</value>
    public TimeSpan? NamesRefreshInterval { get; set; } = DefaultNamesRefreshInterval;

    internal void CopyTo(IntegrationLogsClientOptions target)
    {
        target.ElasticPath = ElasticPath?.Copy()!;
        target.Sendcloud = Sendcloud?.Copy()!;
        target.Resilience = Resilience?.Copy()!;
        target.Paging = Paging;
        target.AllowNoVendor = AllowNoVendor;
        target.NamesRefreshInterval = NamesRefreshInterval;
    }
}
