using System.Runtime.CompilerServices;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Reliability.Infrastructure;

/// <summary>All logs of either vendor, each by its id, so that a test is written once for both.</summary>
internal sealed class VendorLogs(Trial trial, IntegrationVendor vendor)
{
    private bool IsElasticPath => vendor == IntegrationVendor.ElasticPath;

    /// <summary>The ids in the order in which the server lists them.</summary>
    public IReadOnlyList<string> Listed => IsElasticPath
        ? [.. trial.Vendors.ElasticPath.Logs.Snapshot().Select(Key)]
        : [.. trial.Vendors.Sendcloud.Logs.Snapshot().Select(Key)];

    /// <summary>The page requests that the server has received, in the order in which they came.</summary>
    public IReadOnlyList<RecordedRequest> Requests =>
        [.. trial.Vendors.Requests.Where(request => request.Vendor == vendor && !request.IsTokenRequest)];

    public FaultScript Faults => IsElasticPath ? trial.Vendors.ElasticPath.Faults : trial.Vendors.Sendcloud.Faults;

    public FaultScript TokenFaults => IsElasticPath ? trial.Vendors.ElasticPath.TokenFaults : trial.Vendors.Sendcloud.TokenFaults;

    public IAsyncEnumerable<string> Items(PagingOptions paging, CancellationToken cancellationToken = default) => IsElasticPath
        ? KeysAsync(trial.Client.ElasticPath.GetAllLogsAsync(paging, cancellationToken), Key, CancellationToken.None)
        : KeysAsync(trial.Client.Sendcloud.GetAllLogsAsync(paging, cancellationToken), Key, CancellationToken.None);

    public IAsyncEnumerable<LogPage> Pages(PagingOptions paging, string? from = null, CancellationToken cancellationToken = default) =>
        IsElasticPath
            ? PagesAsync(trial.Client.ElasticPath.GetAllLogsAsync(paging, cancellationToken).AsPages(from), Key, CancellationToken.None)
            : PagesAsync(trial.Client.Sendcloud.GetAllLogsAsync(paging, cancellationToken).AsPages(from), Key, CancellationToken.None);

    /// <summary>A call that is one request and no list.</summary>
    public async Task GetIntegrationAsync(CancellationToken cancellationToken)
    {
        if (IsElasticPath)
        {
            string id = trial.Vendors.ElasticPath.Integrations.Snapshot()[0].Id!;
            await trial.Client.ElasticPath.GetIntegrationAsync(id, cancellationToken);
        }
        else
        {
            long id = trial.Vendors.Sendcloud.Integrations.Snapshot()[0].Id!.Value;
            await trial.Client.Sendcloud.GetIntegrationAsync(id, cancellationToken);
        }
    }

    private static string Key(ElasticPathLog log) => log.Id!;

    private static string Key(SendcloudLog log) => $"{log.Id}";

    private static async IAsyncEnumerable<string> KeysAsync<T>(
        IAsyncEnumerable<T> logs, Func<T, string> key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (T log in logs.WithCancellation(cancellationToken))
        {
            yield return key(log);
        }
    }

    private static async IAsyncEnumerable<LogPage> PagesAsync<T>(
        IAsyncEnumerable<Page<T>> pages, Func<T, string> key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Page<T> page in pages.WithCancellation(cancellationToken))
        {
            yield return new LogPage([.. page.Items.Select(key)], page.ContinuationToken);
        }
    }
}
