using System.Text.Json.Serialization;

namespace IntegrationLogs.Client;

/// <summary>What happened to an incident.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IncidentEventKind>))]
public enum IncidentEventKind
{
    /// <summary>It began. Each incident opens once.</summary>
    Opened,

    /// <summary>It goes on, with new failures.</summary>
    Updated,

    /// <summary>It is over. Each incident is resolved once at most; what fails later is a new one.</summary>
    Resolved,
}
