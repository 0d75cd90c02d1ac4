namespace IntegrationLogs.Client;

/// <summary>
/// The settings of one client. They are read once, when the client is made, and checked as a whole: every fault is reported, by name.
/// A vendor without credentials is left out; using it then says which settings are missing.
/// </summary>
public sealed class IntegrationLogsClientOptions
{
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

    internal void CopyTo(IntegrationLogsClientOptions target)
    {
        target.ElasticPath = ElasticPath?.Copy()!;
        target.Sendcloud = Sendcloud?.Copy()!;
        target.Resilience = Resilience?.Copy()!;
        target.Paging = Paging;
        target.AllowNoVendor = AllowNoVendor;
    }
}
