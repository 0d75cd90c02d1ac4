namespace IntegrationLogs.Client.Sendcloud;

/// <summary>The endpoints as templates, for logs, spans and errors.</summary>
internal static class SendcloudEndpoints
{
    public const string Token = "POST /oauth2/token";
    public const string IntegrationLogs = "GET /integrations/{id}/logs";
    public const string Logs = "GET /integrations/logs";
    public const string Integrations = "GET /integrations";
    public const string Integration = "GET /integrations/{id}";
}
