using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.ElasticPath;

internal sealed class ElasticPathClient(
    Lazy<IElasticPathApi> api, PagingOptions defaults, WalkAccount account, ClientDiagnostics diagnostics) : IElasticPathClient, IAccountClient
{
    public WalkAccount Account => account;

    public AsyncPageable<ElasticPathLog> GetAllLogsAsync(PagingOptions? paging = null, CancellationToken cancellationToken = default) =>
        List(ElasticPathEndpoints.Logs, "/v2/integrations/logs", api.Value.GetLogsAsync, ElasticPathIdentity.Of, paging, cancellationToken);

    public AsyncPageable<ElasticPathLog> GetIntegrationLogsAsync(
        string integrationId, PagingOptions? paging = null, CancellationToken cancellationToken = default) =>
        List(
            ElasticPathEndpoints.IntegrationLogs,
            $"/v2/integrations/{ApiPath.Segment(integrationId, nameof(integrationId))}/logs",
            (page, token) => api.Value.GetIntegrationLogsAsync(integrationId, page, token),
            ElasticPathIdentity.Of,
            paging,
            cancellationToken);

    public AsyncPageable<ElasticPathJob> GetIntegrationJobsAsync(
        string integrationId, PagingOptions? paging = null, CancellationToken cancellationToken = default) =>
        List(
            ElasticPathEndpoints.IntegrationJobs,
            $"/v2/integrations/{ApiPath.Segment(integrationId, nameof(integrationId))}/jobs",
            (page, token) => api.Value.GetIntegrationJobsAsync(integrationId, page, token),
            ElasticPathIdentity.Of,
            paging,
            cancellationToken);

    public AsyncPageable<ElasticPathLog> GetJobLogsAsync(
        string integrationId, string jobId, PagingOptions? paging = null, CancellationToken cancellationToken = default) =>
        List(
            ElasticPathEndpoints.JobLogs,
            $"/v2/integrations/{ApiPath.Segment(integrationId, nameof(integrationId))}/jobs/{ApiPath.Segment(jobId, nameof(jobId))}/logs",
            (page, token) => api.Value.GetJobLogsAsync(integrationId, jobId, page, token),
            ElasticPathIdentity.Of,
            paging,
            cancellationToken);

    public AsyncPageable<ElasticPathIntegration> GetIntegrationsAsync(
        PagingOptions? paging = null, CancellationToken cancellationToken = default) =>
        List(
            ElasticPathEndpoints.Integrations,
            "/v2/integrations",
            api.Value.GetIntegrationsAsync,
            ElasticPathIdentity.Of,
            paging,
            cancellationToken);

    public async Task<ElasticPathIntegration> GetIntegrationAsync(string integrationId, CancellationToken cancellationToken = default)
    {
        ApiPath.Segment(integrationId, nameof(integrationId));
        return await api.Value.GetIntegrationAsync(integrationId, cancellationToken).ConfigureAwait(false);
    }

    private AsyncPageable<T> List<T>(
        string endpoint,
        string path,
        Func<ElasticPathPageQuery, CancellationToken, Task<ElasticPathPage<T>>> get,
        Func<T, ulong> identify,
        PagingOptions? paging,
        CancellationToken cancellationToken)
    {
        // Missing credentials are told at the call, before anything is enumerated.
        _ = api.Value;
        return ElasticPathLists.Create(
            new WalkInfo(IntegrationVendor.ElasticPath, endpoint, "Elastic Path " + path, account),
            get,
            ElasticPathLists.ToOffsetPage,
            identify,
            paging ?? defaults,
            diagnostics,
            cancellationToken);
    }
}
