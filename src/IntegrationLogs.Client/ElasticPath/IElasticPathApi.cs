using Refit;

namespace IntegrationLogs.Client;

/// <summary>
/// The endpoints of Elastic Path Commerce Cloud as a Refit interface: one method is one HTTP request. <see cref="IElasticPathClient"/>
/// knows the vendor only through this interface, so an implementation of your own, or a decorator, works with all of its paging.
/// </summary>
/// <remarks>
/// Every method throws <see cref="VendorApiException"/> or one of its subclasses when the vendor refuses,
/// <see cref="ApiConnectionException"/> when no usable answer comes, <see cref="ApiResponseFormatException"/> when an answer cannot be
/// read,
/// <see cref="ArgumentException"/> for an id that cannot be one, and <see cref="OperationCanceledException"/>.
/// </remarks>
[Headers("Accept: application/json")]
public interface IElasticPathApi
{
    /// <summary><c>GET /v2/integrations/logs</c>: the logs of all integrations.</summary>
    [Get("/v2/integrations/logs")]
    Task<ElasticPathPage<ElasticPathLog>> GetLogsAsync(
        [Query] ElasticPathPageQuery page = default, CancellationToken cancellationToken = default);

    /// <summary><c>GET /v2/integrations/{integrationId}/logs</c>: the logs of one integration.</summary>
    [Get("/v2/integrations/{id}/logs")]
    Task<ElasticPathPage<ElasticPathLog>> GetIntegrationLogsAsync(
        [AliasAs("id")] string integrationId,
        [Query] ElasticPathPageQuery page = default,
        CancellationToken cancellationToken = default);

    /// <summary><c>GET /v2/integrations/{integrationId}/jobs</c>: the jobs of one integration. Paging is not documented for it.</summary>
    [Get("/v2/integrations/{id}/jobs")]
    Task<ElasticPathPage<ElasticPathJob>> GetIntegrationJobsAsync(
        [AliasAs("id")] string integrationId,
        [Query] ElasticPathPageQuery page = default,
        CancellationToken cancellationToken = default);

    /// <summary><c>GET /v2/integrations/{integrationId}/jobs/{jobId}/logs</c>: the logs of one job.</summary>
    [Get("/v2/integrations/{id}/jobs/{job}/logs")]
    Task<ElasticPathPage<ElasticPathLog>> GetJobLogsAsync(
        [AliasAs("id")] string integrationId,
        [AliasAs("job")] string jobId,
        [Query] ElasticPathPageQuery page = default,
        CancellationToken cancellationToken = default);

    /// <summary><c>GET /v2/integrations</c>: the integrations.</summary>
    [Get("/v2/integrations")]
    Task<ElasticPathPage<ElasticPathIntegration>> GetIntegrationsAsync(
        [Query] ElasticPathPageQuery page = default, CancellationToken cancellationToken = default);

    /// <summary><c>GET /v2/integrations/{integrationId}</c>: one integration.</summary>
    [Get("/v2/integrations/{id}")]
    Task<ElasticPathIntegration> GetIntegrationAsync(
        [AliasAs("id")] string integrationId, CancellationToken cancellationToken = default);
}
