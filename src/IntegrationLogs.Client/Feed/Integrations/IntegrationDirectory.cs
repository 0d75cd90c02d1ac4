using System.Globalization;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Feed;

/// <summary>
/// Knows the integrations of a client's vendors. Each vendor is asked once for all who want to know, and again when what is known is too
/// old for one of them. What cannot be listed is no fault of those who ask: they get what was known before, or nothing.
/// </summary>
internal sealed class IntegrationDirectory(IIntegrationLogsClient client, FeedRuntime runtime)
{
    /// <summary>Whoever asks does not wait longer than this; the answer comes to those who ask later.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>An integration that is not listed is asked for this often at most.</summary>
    private static readonly TimeSpan LeastAge = TimeSpan.FromMinutes(1);

    private readonly Dictionary<IntegrationVendor, Listed> _listed = new()
    {
        [IntegrationVendor.ElasticPath] = new(),
        [IntegrationVendor.Sendcloud] = new(),
    };

    /// <summary>The listing with the names of integrations; null where names are not wanted or not known.</summary>
    /// <param name="vendor">Their vendor.</param>
    /// <param name="integrationIds">The ids.</param>
    /// <param name="cancellationToken">Of whoever asks.</param>
    public async Task<IntegrationListing?> NamesAsync(
        IntegrationVendor vendor, IEnumerable<string?> integrationIds, CancellationToken cancellationToken)
    {
        if (runtime.NamesRefreshInterval is not TimeSpan refresh)
        {
            return null;
        }

        string[] ids = [.. integrationIds.OfType<string>().Distinct()];
        if (ids.Length == 0)
        {
            return null;
        }

        IntegrationListing? listing = await ListAsync(vendor, refresh, cancellationToken).ConfigureAwait(false);
        bool isKnown = listing is null || ids.All(listing.ById.ContainsKey);
        return isKnown || refresh <= LeastAge
            ? listing
            : await ListAsync(vendor, LeastAge, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A listing that is no older than it may be, or the last there is; null where there never was one.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="maxAge">How old it may be.</param>
    /// <param name="cancellationToken">Of whoever asks.</param>
    public async Task<IntegrationListing?> ListAsync(IntegrationVendor vendor, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        Listed listed = _listed[vendor];
        TaskCompletionSource? begun = null;
        Task listing;
        lock (listed)
        {
            TimeSpan? age = runtime.Time.GetUtcNow() - listed.TriedAt;
            if (age >= TimeSpan.Zero && age < (listed.Failures == 0 ? maxAge : Longer(maxAge, LeastAge)) && listed.Running.IsCompleted)
            {
                return listed.Last;
            }

            if (listed.Running.IsCompleted)
            {
                listed.TriedAt = runtime.Time.GetUtcNow();
                begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                listed.Running = begun.Task;
            }

            listing = listed.Running;
        }

        if (begun is not null)
        {
            _ = OwnTrace.Start(() => FetchAsync(vendor, listed, begun));
        }

        try
        {
            // What is there already needs no timer.
            await (listing.IsCompleted ? listing : listing.WaitAsync(LongestWait, runtime.Time, cancellationToken)).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
        }

        lock (listed)
        {
            return listed.Last;
        }
    }

    private async Task FetchAsync(IntegrationVendor vendor, Listed listed, TaskCompletionSource done)
    {
        DateTimeOffset at = runtime.Time.GetUtcNow();
        try
        {
            var found = new Dictionary<string, ListedIntegration>(StringComparer.Ordinal);
            if (vendor == IntegrationVendor.Sendcloud)
            {
                await foreach (SendcloudIntegration one in client.Sendcloud.GetIntegrationsAsync().ConfigureAwait(false))
                {
                    Add(found, one.Id?.ToString(CultureInfo.InvariantCulture), one.ShopName, FailingIntegration.From(one));
                }
            }
            else
            {
                await foreach (ElasticPathIntegration one in client.ElasticPath.GetIntegrationsAsync().ConfigureAwait(false))
                {
                    Add(found, one.Id, one.Name, failing: null);
                }
            }

            lock (listed)
            {
                listed.Last = new IntegrationListing(at, found);
                listed.Failures = 0;
            }
        }
        catch (Exception error)
        {
            int failures;
            lock (listed)
            {
                failures = ++listed.Failures;
            }

            if (failures == 1 && error is not (OperationCanceledException or ObjectDisposedException))
            {
                runtime.Diagnostics.IntegrationsNotListed(vendor, client.AccountOf(vendor)?.ClientName, error);
            }
        }
        finally
        {
            done.SetResult();
        }
    }

    private static void Add(Dictionary<string, ListedIntegration> found, string? id, string? name, FailingIntegration? failing)
    {
        if (id is not null)
        {
            found[id] = new ListedIntegration(string.IsNullOrWhiteSpace(name) ? null : name, failing);
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private sealed class Listed
    {
        public IntegrationListing? Last { get; set; }

        public DateTimeOffset? TriedAt { get; set; }

        public int Failures { get; set; }

        public Task Running { get; set; } = Task.CompletedTask;
    }
}
