using System.Runtime.CompilerServices;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.Feed;

internal sealed class IntegrationLogFeed(IIntegrationLogsClient client, FeedRuntime runtime) : IIntegrationLogFeed
{
    private readonly IntegrationDirectory _directory = new(client, runtime);

    public IAsyncEnumerable<IntegrationLogEntry> GetEntriesAsync(
        IEnumerable<LogSource> sources, EntryFilter? filter = null, CancellationToken cancellationToken = default)
    {
        LogSource[] all = Validated(sources);
        filter = EntryFilter.Validated(filter);
        IAsyncEnumerable<List<IntegrationLogEntry>> Read(LogSource source, CancellationToken token) =>
            FilteredPages.ReadAsync(client, _directory, source, filter, token);
        return new CallersStream<IntegrationLogEntry>(
            token => filter.Order == EntryOrder.NewestFirst
                ? MergedEntries.ReadAsync(all, Read, filter.MaxConcurrency, token)
                : ConcurrentEntries.ReadAsync(all, Read, filter.MaxConcurrency, token),
            cancellationToken);
    }

    public IAsyncEnumerable<WatchedEntry> WatchAsync(
        IEnumerable<LogSource> sources, WatchOptions? options = null, CancellationToken cancellationToken = default) =>
        Watch(sources, options, poll => poll.Entries, cancellationToken);

    public IAsyncEnumerable<IncidentEvent> WatchIncidentsAsync(
        IEnumerable<LogSource> sources, WatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= WatchOptions.Default;
        return Watch(
            sources,
            options with { Incidents = options.Incidents ?? IncidentOptions.Default, FailuresOnly = true },
            poll => poll.Incidents,
            cancellationToken);
    }

    public Task<SourcePoll> PollAsync(
        LogSource source, SourceCheckpoint from, PollOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(from);
        options = PollOptions.Validated(options ?? new PollOptions());
        SourcePages.RequireVendor(client, source.Vendor);
        var poller = new SourcePoller(client, runtime, _directory, source, from, options);
        return runtime.Diagnostics.TracePollAsync(
            source, poller.Account, runtime.Time, () => poller.PollAsync(cancellationToken), cancellationToken);
    }

    public IAsyncEnumerable<LogSource> DiscoverSourcesAsync(IntegrationVendor vendor, CancellationToken cancellationToken = default)
    {
        return vendor switch
        {
            IntegrationVendor.ElasticPath => DiscoverAsync(
                client.ElasticPath.GetIntegrationsAsync(PagingOptions.Default, cancellationToken),
                one => ApiPath.CanBeSegment(one.Id) ? LogSource.ElasticPath(one.Id) : null,
                CancellationToken.None),
            IntegrationVendor.Sendcloud => DiscoverAsync(
                client.Sendcloud.GetIntegrationsAsync(PagingOptions.Default, cancellationToken),
                one => one.Id is long id and > 0 ? LogSource.Sendcloud(id) : null,
                CancellationToken.None),
            _ => throw new ArgumentOutOfRangeException(nameof(vendor), vendor, "There is no such vendor."),
        };
    }

    public IAsyncEnumerable<JobOutcome> GetJobOutcomesAsync(string integrationId, CancellationToken cancellationToken = default)
    {
        ApiPath.Segment(integrationId, nameof(integrationId));
        SourcePages.RequireVendor(client, IntegrationVendor.ElasticPath);
        IElasticPathClient elasticPath = client.ElasticPath;
        return new CallersStream<JobOutcome>(token => JobOutcomes.ReadAsync(elasticPath, integrationId, token), cancellationToken);
    }

    public Task<JobOutcome> GetJobOutcomeAsync(string integrationId, string jobId, CancellationToken cancellationToken = default)
    {
        ApiPath.Segment(integrationId, nameof(integrationId));
        ApiPath.Segment(jobId, nameof(jobId));
        SourcePages.RequireVendor(client, IntegrationVendor.ElasticPath);
        return JobOutcomes.GetAsync(client.ElasticPath, integrationId, jobId, cancellationToken);
    }

    public IAsyncEnumerable<FailingIntegration> GetFailingIntegrationsAsync(CancellationToken cancellationToken = default)
    {
        SourcePages.RequireVendor(client, IntegrationVendor.Sendcloud);
        ISendcloudClient sendcloud = client.Sendcloud;
        return new CallersStream<FailingIntegration>(token => FindFailingAsync(sendcloud, token), cancellationToken);
    }

    private CallersStream<T> Watch<T>(
        IEnumerable<LogSource> sources,
        WatchOptions? options,
        Func<SourcePoll, IReadOnlyList<T>> found,
        CancellationToken cancellationToken)
        where T : IWatchItem
    {
        LogSource[] all = Validated(sources);
        options = WatchOptions.Validated(options);
        if (options.Start.Checkpoint is LogCheckpoint checkpoint)
        {
            checkpoint.RequireSources(all);
            foreach (LogSource source in all)
            {
                checkpoint[source].RequireAccount(client.AccountOf(source.Vendor));
            }
        }

        return new CallersStream<T>(token => new LogWatch<T>(this, runtime, all, options, found).ReadAsync(token), cancellationToken);
    }

    private static async IAsyncEnumerable<FailingIntegration> FindFailingAsync(
        ISendcloudClient sendcloud, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (SendcloudIntegration integration in sendcloud.GetIntegrationsAsync(PagingOptions.Default, cancellationToken)
            .WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (FailingIntegration.From(integration) is FailingIntegration failing)
            {
                yield return failing;
            }
        }
    }

    private static async IAsyncEnumerable<LogSource> DiscoverAsync<T>(
        AsyncPageable<T> integrations, Func<T, LogSource?> toSource, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (T integration in integrations.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (toSource(integration) is LogSource source)
            {
                yield return source;
            }
        }
    }

    private LogSource[] Validated(IEnumerable<LogSource> sources)
    {
        LogSource[] all = SourceList.Validated(sources);
        foreach (LogSource source in all)
        {
            SourcePages.RequireVendor(client, source.Vendor);
        }

        return all;
    }
}
