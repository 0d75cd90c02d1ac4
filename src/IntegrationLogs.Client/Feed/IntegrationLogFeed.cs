using System.Runtime.CompilerServices;
using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.Feed;

internal sealed class IntegrationLogFeed(IIntegrationLogsClient client) : IIntegrationLogFeed
{
    public IAsyncEnumerable<IntegrationLogEntry> GetEntriesAsync(
        IEnumerable<LogSource> sources, EntryFilter? filter = null, CancellationToken cancellationToken = default)
    {
        LogSource[] all = Validated(sources);
        filter = EntryFilter.Validated(filter);
        IAsyncEnumerable<List<IntegrationLogEntry>> Read(LogSource source, CancellationToken token) =>
            SourcePages.ReadAsync(client, source, filter, token);
        return new CallersStream<IntegrationLogEntry>(
            token => filter.Order == EntryOrder.NewestFirst
                ? MergedEntries.ReadAsync(all, Read, filter.MaxConcurrency, token)
                : ConcurrentEntries.ReadAsync(all, Read, filter.MaxConcurrency, token),
            cancellationToken);
    }

    public IAsyncEnumerable<LogSource> DiscoverSourcesAsync(IntegrationVendor vendor, CancellationToken cancellationToken = default)
    {
        return vendor switch
        {
            IntegrationVendor.ElasticPath => DiscoverAsync(
                client.ElasticPath.GetIntegrationsAsync(cancellationToken: cancellationToken),
                one => one.Id is string id ? LogSource.ElasticPath(id) : null,
                CancellationToken.None),
            IntegrationVendor.Sendcloud => DiscoverAsync(
                client.Sendcloud.GetIntegrationsAsync(cancellationToken: cancellationToken),
                one => one.Id is long id ? LogSource.Sendcloud(id) : null,
                CancellationToken.None),
            _ => throw new ArgumentOutOfRangeException(nameof(vendor), vendor, "There is no such vendor."),
        };
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
        ArgumentNullException.ThrowIfNull(sources);
        LogSource[] all = [.. sources];
        if (all.Length == 0)
        {
            throw new ArgumentException("There is no source to read.", nameof(sources));
        }

        var seen = new HashSet<LogSource>();
        foreach (LogSource source in all)
        {
            if (source is null)
            {
                throw new ArgumentException("A source is null.", nameof(sources));
            }

            if (!seen.Add(source))
            {
                throw new ArgumentException($"The source {source} comes twice.", nameof(sources));
            }

            SourcePages.RequireVendor(client, source);
        }

        return all;
    }
}
