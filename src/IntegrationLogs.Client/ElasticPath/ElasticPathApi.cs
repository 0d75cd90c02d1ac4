using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.ElasticPath;

internal sealed class ElasticPathApi(ApiConnection connection) : IElasticPathApi
{
    public Task<ApiResponse<ElasticPathPage<ElasticPathLog>>> GetLogsAsync(
        ElasticPathPageQuery page = default, CancellationToken cancellationToken = default) =>
        GetPageAsync(ElasticPathEndpoints.Logs, "v2/integrations/logs", page, ElasticPathLogConverter.ReadLog, cancellationToken);

    public Task<ApiResponse<ElasticPathPage<ElasticPathLog>>> GetIntegrationLogsAsync(
        string integrationId, ElasticPathPageQuery page = default, CancellationToken cancellationToken = default) =>
        GetPageAsync(
            ElasticPathEndpoints.IntegrationLogs,
            $"v2/integrations/{ApiPath.Segment(integrationId, nameof(integrationId))}/logs",
            page,
            ElasticPathLogConverter.ReadLog,
            cancellationToken);

    public Task<ApiResponse<ElasticPathPage<ElasticPathJob>>> GetIntegrationJobsAsync(
        string integrationId, ElasticPathPageQuery page = default, CancellationToken cancellationToken = default) =>
        GetPageAsync(
            ElasticPathEndpoints.IntegrationJobs,
            $"v2/integrations/{ApiPath.Segment(integrationId, nameof(integrationId))}/jobs",
            page,
            ElasticPathJobConverter.ReadJob,
            cancellationToken);

    public Task<ApiResponse<ElasticPathPage<ElasticPathLog>>> GetJobLogsAsync(
        string integrationId, string jobId, ElasticPathPageQuery page = default, CancellationToken cancellationToken = default) =>
        GetPageAsync(
            ElasticPathEndpoints.JobLogs,
            $"v2/integrations/{ApiPath.Segment(integrationId, nameof(integrationId))}/jobs/{ApiPath.Segment(jobId, nameof(jobId))}/logs",
            page,
            ElasticPathLogConverter.ReadLog,
            cancellationToken);

    public Task<ApiResponse<ElasticPathPage<ElasticPathIntegration>>> GetIntegrationsAsync(
        ElasticPathPageQuery page = default, CancellationToken cancellationToken = default) =>
        GetPageAsync(
            ElasticPathEndpoints.Integrations, "v2/integrations", page, ElasticPathIntegrationConverter.ReadIntegration, cancellationToken);

    public Task<ApiResponse<ElasticPathIntegration>> GetIntegrationAsync(
        string integrationId, CancellationToken cancellationToken = default) =>
        connection.GetAsync(
            new ApiRequest<ElasticPathIntegration>(
                ElasticPathEndpoints.Integration,
                $"v2/integrations/{ApiPath.Segment(integrationId, nameof(integrationId))}",
                Query: null,
                static (ref JsonCursor json) => PageReader.ReadSingle(ref json, ElasticPathIntegrationConverter.ReadIntegration)),
            cancellationToken);

    private Task<ApiResponse<ElasticPathPage<T>>> GetPageAsync<T>(
        string endpoint, string path, ElasticPathPageQuery page, JsonRead<T> readRecord, CancellationToken cancellationToken) =>
        connection.GetAsync(
            new ApiRequest<ElasticPathPage<T>>(
                endpoint, path, page.ToQueryString(), (ref JsonCursor json) => ElasticPathPageReader.Read(ref json, readRecord)),
            cancellationToken);
}
