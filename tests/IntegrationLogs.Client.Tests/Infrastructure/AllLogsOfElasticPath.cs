namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>An Elastic Path that is asked for the list of all logs only.</summary>
internal abstract class AllLogsOfElasticPath : IElasticPathApi
{
    public abstract Task<ElasticPathPage<ElasticPathLog>> GetLogsAsync(
        ElasticPathPageQuery page = default, CancellationToken cancellationToken = default);

    public Task<ElasticPathPage<ElasticPathLog>> GetIntegrationLogsAsync(
        string integrationId, ElasticPathPageQuery page = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<ElasticPathPage<ElasticPathJob>> GetIntegrationJobsAsync(
        string integrationId, ElasticPathPageQuery page = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<ElasticPathPage<ElasticPathLog>> GetJobLogsAsync(
        string integrationId, string jobId, ElasticPathPageQuery page = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<ElasticPathPage<ElasticPathIntegration>> GetIntegrationsAsync(
        ElasticPathPageQuery page = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ElasticPathIntegration> GetIntegrationAsync(
        string integrationId, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
