using System.Text.Json.Serialization;

namespace IntegrationLogs.Client;

/// <summary>Whose API a call went to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IntegrationVendor>))]
public enum IntegrationVendor
{
    /// <summary>Elastic Path Commerce Cloud.</summary>
    ElasticPath,

    /// <summary>Sendcloud, API v3.</summary>
    Sendcloud,
}
