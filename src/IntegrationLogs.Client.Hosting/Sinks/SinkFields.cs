namespace IntegrationLogs.Client;

/// <summary>What a sink tells of a log besides ids, names, times, statuses and counts. Each may hold what is secret or personal.</summary>
[Flags]
public enum SinkFields
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>
    /// What went wrong, in words: <see cref="IntegrationLogEntry.Message"/>, and of incidents <see cref="IncidentCause.Error"/>.
    /// </summary>
    Message = 1,

    /// <summary>The address with its query: <see cref="IntegrationLogEntry.Url"/>.</summary>
    Url = 2,

    /// <summary>The vendor's whole log with headers and payloads: <see cref="IntegrationLogEntry.Source"/>.</summary>
    VendorLog = 4,
}
