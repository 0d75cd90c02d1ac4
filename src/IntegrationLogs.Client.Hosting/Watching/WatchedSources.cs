namespace IntegrationLogs.Client.Hosting;

/// <summary>Finds sources whose entries would come twice: the list of all logs of a vendor holds those of each integration, too.</summary>
internal static class WatchedSources
{
    /// <summary>The sources of one watch that are part of another of its sources, one text for each.</summary>
    public static IEnumerable<string> InsideOthers(IntegrationLogsWatchOptions options)
    {
        foreach (LogSource all in options.Sources.OfType<LogSource>().Where(source => source.IntegrationId is null))
        {
            foreach (LogSource part in options.Sources.OfType<LogSource>().Where(one => one.Vendor == all.Vendor && one != all))
            {
                yield return $"Sources has {all}, the logs of all integrations, and {part}, whose entries would come twice.";
            }

            if (options.DiscoverSources.Contains(all.Vendor))
            {
                yield return $"Sources has {all}, the logs of all integrations, and DiscoverSources has {all.Vendor}, whose entries would "
                    + "come twice.";
            }
        }
    }

    /// <summary>What two watches both read; null when there is nothing.</summary>
    public static string? SharedBy(IntegrationLogsWatchOptions one, IntegrationLogsWatchOptions other) =>
        (from source in AllOf(one)
         from theirs in AllOf(other)
         where source.Overlaps(theirs)
         select source.IntegrationId is null ? theirs.Text : source.Text).FirstOrDefault();

    private static IEnumerable<Watched> AllOf(IntegrationLogsWatchOptions options) => options.Sources.OfType<LogSource>()
        .Select(source => new Watched(source.Vendor, source.IntegrationId, source.Name))
        .Concat(options.DiscoverSources.Select(vendor => new Watched(vendor, IntegrationId: null, $"the integrations of {vendor}")));

    /// <summary>The logs of one integration, or of all.</summary>
    private sealed record Watched(IntegrationVendor Vendor, string? IntegrationId, string Text)
    {
        public bool Overlaps(Watched other) => Vendor == other.Vendor
            && (IntegrationId is null || other.IntegrationId is null || IntegrationId == other.IntegrationId);
    }
}
