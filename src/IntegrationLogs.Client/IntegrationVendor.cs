namespace IntegrationLogs.Client;

/// <summary>Whose API a call went to.</summary>
public enum IntegrationVendor
{
    /// <summary>Elastic Path Commerce Cloud.</summary>
    ElasticPath,

    /// <summary>Sendcloud, API v3.</summary>
    Sendcloud,
}
