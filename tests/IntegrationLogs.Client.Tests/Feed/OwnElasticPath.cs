using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>A client of a user's own with an integration of given jobs, listed at once, whose logs come from a function.</summary>
internal sealed class OwnElasticPath(
    IEnumerable<string?> jobIds, Func<string, CancellationToken, Task<ElasticPathLog>> getLog) : IIntegrationLogsClient, IElasticPathClient
{
    /// <summary>The jobs whose logs were asked for, in that order.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public IElasticPathClient ElasticPath => this;

    public ISendcloudClient Sendcloud => throw new NotSupportedException();

    public AsyncPageable<ElasticPathJob> GetIntegrationJobsAsync(
        string integrationId, PagingOptions? paging = null, CancellationToken cancellationToken = default) =>
        AsyncPageable<ElasticPathJob>.FromPages([new([.. jobIds.Select(id => new ElasticPathJob { Id = id })])]);

    public AsyncPageable<ElasticPathLog> GetJobLogsAsync(
        string integrationId, string jobId, PagingOptions? paging = null, CancellationToken cancellationToken = default)
    {
        Asked.Enqueue(jobId);
        return new OneLog(token => getLog(jobId, token));
    }

    public AsyncPageable<ElasticPathLog> GetAllLogsAsync(PagingOptions? paging = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public AsyncPageable<ElasticPathLog> GetIntegrationLogsAsync(
        string integrationId, PagingOptions? paging = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public AsyncPageable<ElasticPathIntegration> GetIntegrationsAsync(
        PagingOptions? paging = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ElasticPathIntegration> GetIntegrationAsync(string integrationId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    private sealed class OneLog(Func<CancellationToken, Task<ElasticPathLog>> getLog) : AsyncPageable<ElasticPathLog>
    {
        public override IAsyncEnumerable<Page<ElasticPathLog>> AsPages(string? continuationToken = null) => ReadAsync();

        private async IAsyncEnumerable<Page<ElasticPathLog>> ReadAsync(
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            yield return new Page<ElasticPathLog>([await getLog(cancellationToken)]);
        }
    }
}
