namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>Counts calls for lists of logs; without an inner one, every list is empty.</summary>
internal sealed class CountingElasticPath(IElasticPathApi? inner) : IElasticPathApi
{
    public IElasticPathApi? Inner => inner;

    public int Calls { get; private set; }

    public Task<ElasticPathPage<ElasticPathLog>> GetLogsAsync(
        ElasticPathPageQuery page = default, CancellationToken cancellationToken = default)
    {
        Calls++;
        return inner?.GetLogsAsync(page, cancellationToken)
            ?? Task.FromResult(new ElasticPathPage<ElasticPathLog> { Data = [] });
    }

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

/// <summary>Counts calls for lists of logs; without an inner one, every list is empty.</summary>
internal sealed class CountingSendcloud(ISendcloudApi? inner) : ISendcloudApi
{
    public ISendcloudApi? Inner => inner;

    public int Calls { get; private set; }

    public Task<SendcloudPage<SendcloudLog>> GetLogsAsync(
        SendcloudPageQuery page = default, CancellationToken cancellationToken = default)
    {
        Calls++;
        return inner?.GetLogsAsync(page, cancellationToken)
            ?? Task.FromResult(new SendcloudPage<SendcloudLog> { Data = [] });
    }

    public Task<SendcloudPage<SendcloudLog>> GetIntegrationLogsAsync(
        long integrationId, SendcloudPageQuery page = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<SendcloudPage<SendcloudIntegration>> GetIntegrationsAsync(
        SendcloudPageQuery page = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<SendcloudIntegration> GetIntegrationAsync(
        long integrationId, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
