namespace IntegrationLogs.Client.Feed;

/// <summary>One poll of a source: what its list has that was not handed out yet.</summary>
internal sealed class SourcePoller(IIntegrationLogsClient client, LogSource source, WatchOptions options)
{
    private readonly PagingOptions _paging = new() { PageSize = options.PageSize, ReadAhead = 0 };

    public async Task<SourceBatch> PollAsync(SourceProgress progress, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var order = new SeenOrder(since: progress.SettledUntil?.AddTicks(1));
        var found = new Dictionary<ulong, (HandedOut Identity, IntegrationLogEntry Entry)>();
        bool IsWanted(DateTimeOffset? time)
        {
            order.Pass(time);
            return !progress.IsSettled(time);
        }

        await foreach (List<IntegrationLogEntry> page in SourcePages.ReadAsync(client, source, _paging, IsWanted, cancellationToken)
            .ConfigureAwait(false))
        {
            foreach (IntegrationLogEntry entry in page)
            {
                if (progress.IsNew(entry, out HandedOut identity))
                {
                    found.TryAdd(identity.Fingerprint, (identity, entry));
                }
            }

            if (!options.ReadWholeLists && order.RulesOutTheRest)
            {
                break;
            }
        }

        // Sorting keeps the order of equal times: of a list that begins with the newest, the last comes first.
        IEnumerable<(HandedOut Identity, IntegrationLogEntry Entry)> listed = found.Values;
        List<(HandedOut Identity, IntegrationLogEntry Entry)> sorted =
        [
            .. (order.IsNewestFirst ? listed.Reverse() : listed).OrderBy(one => one.Identity.Time ?? DateTimeOffset.MaxValue),
        ];
        return new SourceBatch(
            source,
            [.. sorted.Select(one => one.Entry)],
            new SourceSteps(progress, [.. sorted.Select(one => one.Identity)], (now - options.SettleWindow).AddTicks(-1)));
    }
}
