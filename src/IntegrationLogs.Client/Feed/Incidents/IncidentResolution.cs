using System.Text.Json.Serialization;

namespace IntegrationLogs.Client;

/// <summary>Why an incident is taken to be over.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IncidentResolution>))]
public enum IncidentResolution
{
    /// <summary>Deliveries have succeeded for <see cref="IncidentOptions.ResolveAfter"/>.</summary>
    Succeeded,

    /// <summary>Sendcloud does not say any more that the integration is failing: <c>started_failing_at</c> is null again.</summary>
    ReportedWorking,

    /// <summary>There was no failure for <see cref="IncidentOptions.QuietFor"/>.</summary>
    Quiet,

    /// <summary>A source that was silent has logs again.</summary>
    LogsAgain,
}
