namespace IntegrationLogs.Client.ElasticPath;

/// <summary>The endpoints as templates, for logs, spans and errors.</summary>
internal static class ElasticPathEndpoints
{
    public const string Token = "POST /oauth/access_token";
    public const string Logs = "GET /v2/integrations/logs";
    public const string IntegrationLogs = "GET /v2/integrations/{id}/logs";
    public const string IntegrationJobs = "GET /v2/integrations/{id}/jobs";
    public const string JobLogs = "GET /v2/integrations/{id}/jobs/{job}/logs";
    public const string Integrations = "GET /v2/integrations";
    public const string Integration = "GET /v2/integrations/{id}";
}
