using System.Text.Json.Serialization;

namespace IntegrationLogs.Client;

/// <summary>What kind of thing goes wrong in an incident.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IncidentCauseKind>))]
public enum IncidentCauseKind
{
    /// <summary>Deliveries or requests fail: <see cref="IncidentCause.StatusCode"/> and the other parts say how.</summary>
    Failures,

    /// <summary>Sendcloud says that the integration is failing (<c>started_failing_at</c>), and no log says why.</summary>
    ReportedFailing,

    /// <summary>A source that used to have logs has none any more.</summary>
    NoLogs,
}
