namespace IntegrationLogs.Client.Diagnostics;

/// <summary>The tags of spans and counters: OpenTelemetry's names where it has one.</summary>
internal static class TagNames
{
    public const string Vendor = "integration_logs.vendor";
    public const string Account = "integration_logs.account";
    public const string Source = "integration_logs.source";
    public const string Entry = "integration_logs.entry";
    public const string IncidentEvent = "integration_logs.incident.event";
    public const string IncidentEventKind = "integration_logs.incident.event.kind";
    public const string Sink = "integration_logs.sink";
    public const string BatchItems = "integration_logs.batch.items";
    public const string Watch = "integration_logs.watch";
    public const string Endpoint = "integration_logs.endpoint";
    public const string Items = "integration_logs.page.items";
    public const string WaitSeconds = "integration_logs.rate_limit.wait_seconds";
    public const string Method = "http.request.method";
    public const string ResendCount = "http.request.resend_count";
    public const string StatusCode = "http.response.status_code";
    public const string ProtocolVersion = "network.protocol.version";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string Url = "url.full";
    public const string UrlTemplate = "url.template";
    public const string ErrorType = "error.type";
}
