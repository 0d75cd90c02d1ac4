namespace IntegrationLogs.Client.Hosting;

/// <summary>What telemetry and messages call kinds of events.</summary>
internal static class KindNames
{
    public static string Of(IncidentEventKind kind) => kind switch
    {
        IncidentEventKind.Opened => "opened",
        IncidentEventKind.Updated => "updated",
        IncidentEventKind.Resolved => "resolved",
        _ => "unknown",
    };
}
