using System.Text.Json.Serialization;

namespace IntegrationLogs.Client;

/// <summary>What became of a job: the delivery of one event.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobStatus>))]
public enum JobStatus
{
    /// <summary>There is no log of it, or none says how its attempt went.</summary>
    Unknown,

    /// <summary>Its first attempt delivered the event.</summary>
    DeliveredAtFirstAttempt,

    /// <summary>A later attempt delivered the event.</summary>
    DeliveredAfterRetries,

    /// <summary>No attempt delivered the event so far, and the last one that says how it went failed.</summary>
    Failing,
}
