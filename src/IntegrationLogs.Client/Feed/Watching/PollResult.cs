namespace IntegrationLogs.Client.Feed;

/// <summary>What a poll found, in the order in which it is handed out, each with the checkpoint after it.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Incidents">What they and the time that passed did to incidents.</param>
/// <param name="After">The checkpoint after all of them.</param>
internal sealed record PollResult(IReadOnlyList<WatchedEntry> Entries, IReadOnlyList<IncidentEvent> Incidents, SourceCheckpoint After)
{
    /// <summary>Puts entries and incidents in their order.</summary>
    /// <param name="start">The progress before the poll.</param>
    /// <param name="found">The entries by time.</param>
    /// <param name="names">The integrations' names, if they are known.</param>
    /// <param name="incidents">Makes incidents of the entries; null where none are wanted.</param>
    /// <param name="end">The poll's last progress, of the entries that were delivered.</param>
    /// <param name="now">The time of the poll.</param>
    public static PollResult Of(
        SourceProgress start,
        IEnumerable<FoundEntry> found,
        IntegrationListing? names,
        PollIncidents? incidents,
        Func<DeliveredLogs, SourceProgress> end,
        DateTimeOffset now)
    {
        List<Step> steps = [];
        SourceProgress progress = start;
        foreach (FoundEntry one in found)
        {
            FoundEntry named = names?.NameOf(one.Entry.IntegrationId) is string name
                ? one with { Entry = one.Entry with { IntegrationName = name } }
                : one;
            incidents?.SeeSuccessesUntil(one.Identity.Time);
            AddStep(null);
            incidents?.See(named.Entry);
            AddStep(named);
        }

        incidents?.End();
        AddStep(null);
        var after = new SourceCheckpoint(
            (end(progress.Delivered) with { Incidents = incidents?.State ?? start.Incidents }).Bounded());
        return Build(steps, new SourceCheckpoint(start), after, now);

        void AddStep(FoundEntry? entry)
        {
            IncidentNews[] news = incidents?.TakeNews() ?? [];
            if (entry is not null || news.Length > 0)
            {
                progress = progress with
                {
                    Delivered = entry is null ? progress.Delivered : progress.Delivered.Add(entry.Identity),
                    Incidents = incidents?.State ?? progress.Incidents,
                };
                steps.Add(new Step(entry, progress, news));
            }
        }
    }

    /// <summary>What comes last has the checkpoint of the whole poll.</summary>
    private static PollResult Build(List<Step> steps, SourceCheckpoint before, SourceCheckpoint after, DateTimeOffset now)
    {
        List<WatchedEntry> entries = [];
        List<IncidentEvent> events = [];
        for (int i = 0; i < steps.Count; i++)
        {
            (FoundEntry? found, SourceProgress progress, IncidentNews[] news) = steps[i];
            SourceCheckpoint checkpoint = i == steps.Count - 1 ? after : new SourceCheckpoint(progress);
            WatchedEntry? entry = found is null ? null : new WatchedEntry(found.Entry, checkpoint, found.IsLate);
            for (int j = 0; j < news.Length; j++)
            {
                // Where several come of one entry, it has been dealt with after the last of them.
                events.Add(news[j].ToEvent(entry, j == news.Length - 1 ? checkpoint : before, now));
            }

            if (entry is not null)
            {
                entries.Add(entry);
            }

            before = checkpoint;
        }

        return new PollResult(entries, events, after);
    }

    private sealed record Step(FoundEntry? Entry, SourceProgress After, IncidentNews[] News);
}
