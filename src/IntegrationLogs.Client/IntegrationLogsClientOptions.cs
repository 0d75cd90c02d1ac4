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

    /// <summary>How long one request may take and how often it is tried.</summary>
    public ResilienceOptions Resilience { get; set; } = new();

    internal void CopyTo(IntegrationLogsClientOptions target)
    {
        target.ElasticPath = ElasticPath?.Copy()!;
        target.Sendcloud = Sendcloud?.Copy()!;
        target.Resilience = Resilience?.Copy()!;
    }
}
