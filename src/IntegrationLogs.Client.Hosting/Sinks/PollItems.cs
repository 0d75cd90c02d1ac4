namespace IntegrationLogs.Client.Hosting;

/// <summary>Puts what a sink wants of a poll in the order in which it came about, each with the checkpoint after it.</summary>
internal static class PollItems
{
    /// <param name="poll">The poll.</param>
    /// <param name="content">What is wanted.</param>
    public static IReadOnlyList<PollItem> Of(SourcePoll poll, SinkContent content)
    {
        bool wantsEntries = content.HasFlag(SinkContent.Entries);
        WatchedEntry[] entries = wantsEntries || content.HasFlag(SinkContent.Failures)
            ? [.. poll.Entries.Where(entry => wantsEntries || entry.IsFailure)]
            : [];
        IReadOnlyList<IncidentEvent> incidents = content.HasFlag(SinkContent.Incidents) ? poll.Incidents : [];
        List<PollItem> items = [];
        int next = 0;
        foreach (IncidentEvent happened in incidents)
        {
            int before = CountBefore(happened, poll, entries);
            while (next < before)
            {
                items.Add(new PollItem(entries[next], Incident: null, entries[next++].SourceCheckpoint));
            }

            // The checkpoint after an event may be past the entry that brought it about, which comes next.
            bool isPastNext = happened.Entry is not null && next < entries.Length && ReferenceEquals(entries[next], happened.Entry);
            items.Add(new PollItem(Entry: null, happened, isPastNext ? null : happened.SourceCheckpoint));
        }

        for (; next < entries.Length; next++)
        {
            items.Add(new PollItem(entries[next], Incident: null, entries[next].SourceCheckpoint));
        }

        return items;
    }

    /// <summary>How many of the entries came before an event.</summary>
    private static int CountBefore(IncidentEvent happened, SourcePoll poll, WatchedEntry[] entries)
    {
        int at = Array.FindIndex(entries, entry => ReferenceEquals(entry, happened.Entry));
        if (at >= 0)
        {
            return at;
        }

        SourceCheckpoint checkpoint = happened.Entry?.SourceCheckpoint ?? happened.SourceCheckpoint;

        // Within a poll each entry is remembered besides those before it; at its end the oldest may be forgotten.
        return ReferenceEquals(checkpoint, poll.After)
            ? entries.Length
            : entries.Count(entry => entry.SourceCheckpoint.DeliveredEntries <= checkpoint.DeliveredEntries
                && !ReferenceEquals(entry.SourceCheckpoint, poll.After));
    }
}
