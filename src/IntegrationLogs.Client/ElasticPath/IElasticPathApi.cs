namespace IntegrationLogs.Client;

/// <summary>
/// The endpoints of Elastic Path Commerce Cloud: one method is one HTTP request. <see cref="IElasticPathClient"/> knows the vendor
/// only through this interface, so an implementation of your own, or a decorator, works with all of its paging.
/// </summary>
/// <remarks>
/// Every method throws <see cref="VendorApiException"/> or one of its subclasses when the vendor refuses,
/// <see cref="ApiConnectionException"/> when no usable answer comes, <see cref="ApiResponseFormatException"/> when an answer cannot be read,
/// <see cref="ArgumentException"/> for an id that cannot be one, and <see cref="OperationCanceledException"/>.
/// </remarks>
public interface IElasticPathApi
{
    /// <summary><c>GET /v2/integrations/logs</c>: the logs of all integrations.</summary>
    Task<ApiResponse<ElasticPathPage<ElasticPathLog>>> GetLogsAsync(
        ElasticPathPageQuery page = default, CancellationToken cancellationToken = default);

    /// <summary><c>GET /v2/integrations/{integrationId}/logs</c>: the logs of one integration.</summary>
    Task<ApiResponse<ElasticPathPage<ElasticPathLog>>> GetIntegrationLogsAsync(
        string integrationId, ElasticPathPageQuery page = default, CancellationToken cancellationToken = default);

    /// <summary><c>GET /v2/integrations/{integrationId}/jobs</c>: the jobs of one integration. Paging is not documented for it.</summary>
    Task<ApiResponse<ElasticPathPage<ElasticPathJob>>> GetIntegrationJobsAsync(
        string integrationId, ElasticPathPageQuery page = default, CancellationToken cancellationToken = default);

    /// <summary><c>GET /v2/integrations/{integrationId}/jobs/{jobId}/logs</c>: the logs of one job.</summary>
    Task<ApiResponse<ElasticPathPage<ElasticPathLog>>> GetJobLogsAsync(
        string integrationId, string jobId, ElasticPathPageQuery page = default, CancellationToken cancellationToken = default);

    /// <summary><c>GET /v2/integrations</c>: the integrations.</summary>
    Task<ApiResponse<ElasticPathPage<ElasticPathIntegration>>> GetIntegrationsAsync(
        ElasticPathPageQuery page = default, CancellationToken cancellationToken = default);

    /// <summary><c>GET /v2/integrations/{integrationId}</c>: one integration.</summary>
    Task<ApiResponse<ElasticPathIntegration>> GetIntegrationAsync(string integrationId, CancellationToken cancellationToken = default);
}
