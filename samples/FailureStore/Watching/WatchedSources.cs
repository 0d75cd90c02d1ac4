using FailureStore.CommandLine;
using IntegrationLogs.Client;

namespace FailureStore.Watching;

/// <summary>What is watched: what the database knows, and what was asked for besides.</summary>
internal static class WatchedSources
{
    /// <remarks>
    /// A source that the database knows is never left out: its place would be forgotten, and its failures would come again later.
    /// </remarks>
    public static IReadOnlyList<LogSource> Of(
        FailureStoreOptions options, LogCheckpoint? stored, IReadOnlyList<IntegrationVendor> vendorsWithCredentials)
    {
        IEnumerable<LogSource> known = stored?.Sources ?? [];
        IEnumerable<LogSource> asked = options.Sources.Count > 0
            ? options.Sources
            : vendorsWithCredentials.Where(vendor => known.All(source => source.Vendor != vendor)).Select(AllOf);
        LogSource[] all = [.. known.Union(asked)];
        foreach (LogSource source in all)
        {
            if (!vendorsWithCredentials.Contains(source.Vendor))
            {
                throw new SettingsException($"There are no credentials for {VendorNames.Of(source.Vendor)} in the environment.");
            }

            LogSource? part = all.FirstOrDefault(other => other != source && other.Vendor == source.Vendor);
            if (source.IntegrationId is null && part is not null)
            {
                throw new UsageException($"{source} has the logs of {part} too: each failure would be stored twice.");
            }
        }

        return all;
    }

    private static LogSource AllOf(IntegrationVendor vendor) =>
        vendor == IntegrationVendor.ElasticPath ? LogSource.ElasticPath() : LogSource.Sendcloud();
}
