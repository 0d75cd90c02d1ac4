namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>Counts calls for lists of logs; without an inner one, every list is empty.</summary>
internal sealed class CountingElasticPath(IElasticPathApi? inner) : AllLogsOfElasticPath
{
    public IElasticPathApi? Inner => inner;

    public int Calls { get; private set; }

    public override Task<ElasticPathPage<ElasticPathLog>> GetLogsAsync(
        ElasticPathPageQuery page = default, CancellationToken cancellationToken = default)
    {
        Calls++;
        return inner?.GetLogsAsync(page, cancellationToken)
            ?? Task.FromResult(new ElasticPathPage<ElasticPathLog> { Data = [] });
    }
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
