using System.Diagnostics.Metrics;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Paging.Link;
using IntegrationLogs.Client.Paging.Offset;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>Walks over simulated lists.</summary>
internal static class Walks
{
    public static readonly WalkInfo Info = new(IntegrationVendor.ElasticPath, "GET /list", "Elastic Path /list");

    /// <summary>Leaves the length of pages to the list.</summary>
    public static readonly PagingOptions ListsOwnPages = new() { PageSize = null };

    public static readonly ClientDiagnostics Silent = new(new Meters(), NullLoggerFactory.Instance);

    public static AsyncPageable<string> Offset(
        SimulatedList list, PagingOptions? paging = null, CancellationToken cancellationToken = default) =>
        Offset(list.FetchAsync, paging, loggers: null, cancellationToken);

    public static AsyncPageable<string> Offset(
        FetchOffsetPage<string> fetch,
        PagingOptions? paging = null,
        ILoggerFactory? loggers = null,
        CancellationToken cancellationToken = default)
    {
        paging ??= ListsOwnPages;
        ClientDiagnostics diagnostics = loggers is null ? Silent : new ClientDiagnostics(new Meters(), loggers);
        return new WalkPageable<string>(
            Info,
            (start, token) =>
                new OffsetWalk<string>(Info, fetch, RecordFingerprint.Of, paging, diagnostics, start).ReadAsync(token),
            diagnostics,
            cancellationToken);
    }

    public static AsyncPageable<string> Link(
        Func<string?, CancellationToken, Task<LinkPage<string>>> fetch,
        PagingOptions? paging = null,
        CancellationToken cancellationToken = default)
    {
        paging ??= ListsOwnPages;
        return new WalkPageable<string>(
            Info,
            (start, token) =>
                new LinkWalk<string>(Info, (query, _, inner) => fetch(query, inner), RecordFingerprint.Of, paging, start).ReadAsync(token),
            Silent,
            cancellationToken);
    }

    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> items)
    {
        List<T> list = [];
        await foreach (T item in items)
        {
            list.Add(item);
        }

        return list;
    }

    public static async Task<List<T>> SelectItemsAsync<T>(this IAsyncEnumerable<Page<T>> pages) =>
        [.. (await pages.ToListAsync()).SelectMany(page => page.Items)];

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
        }
    }
}
