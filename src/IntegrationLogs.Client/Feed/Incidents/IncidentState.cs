using System.Text.Json.Serialization;

namespace IntegrationLogs.Client;

/// <summary>Whether an incident goes on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IncidentState>))]
public enum IncidentState
{
    /// <summary>It goes on.</summary>
    Open,

    /// <summary>It is over.</summary>
    Resolved,
}
