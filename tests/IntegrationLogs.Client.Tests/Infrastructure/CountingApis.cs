namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>Counts calls for lists of logs; without an inner one, every list is empty.</summary>
internal sealed class CountingElasticPath(IElasticPathApi? inner) : IElasticPathApi
{
    public IElasticPathApi? Inner => inner;

    public int Calls { get; private set; }

    public Task<ApiResponse<ElasticPathPage<ElasticPathLog>>> GetLogsAsync(
        ElasticPathPageQuery page = default, CancellationToken cancellationToken = default)
    {
        Calls++;
        return inner?.GetLogsAsync(page, cancellationToken)
            ?? Task.FromResult(new ApiResponse<ElasticPathPage<ElasticPathLog>>(new() { Data = [] }));
    }

    public Task<ApiResponse<ElasticPathPage<ElasticPathLog>>> GetIntegrationLogsAsync(
        string integrationId, ElasticPathPageQuery page = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<ApiResponse<ElasticPathPage<ElasticPathJob>>> GetIntegrationJobsAsync(
        string integrationId, ElasticPathPageQuery page = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<ApiResponse<ElasticPathPage<ElasticPathLog>>> GetJobLogsAsync(
        string integrationId, string jobId, ElasticPathPageQuery page = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<ApiResponse<ElasticPathPage<ElasticPathIntegration>>> GetIntegrationsAsync(
        ElasticPathPageQuery page = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ApiResponse<ElasticPathIntegration>> GetIntegrationAsync(
        string integrationId, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}

/// <summary>Counts calls for lists of logs; without an inner one, every list is empty.</summary>
internal sealed class CountingSendcloud(ISendcloudApi? inner) : ISendcloudApi
{
    public int Calls { get; private set; }

    public Task<ApiResponse<SendcloudPage<SendcloudLog>>> GetLogsAsync(
        SendcloudPageQuery page = default, CancellationToken cancellationToken = default)
    {
        Calls++;
        return inner?.GetLogsAsync(page, cancellationToken)
            ?? Task.FromResult(new ApiResponse<SendcloudPage<SendcloudLog>>(new() { Data = [] }));
    }

    public Task<ApiResponse<SendcloudPage<SendcloudLog>>> GetIntegrationLogsAsync(
        long integrationId, SendcloudPageQuery page = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<ApiResponse<SendcloudPage<SendcloudIntegration>>> GetIntegrationsAsync(
        SendcloudPageQuery page = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ApiResponse<SendcloudIntegration>> GetIntegrationAsync(
        long integrationId, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
