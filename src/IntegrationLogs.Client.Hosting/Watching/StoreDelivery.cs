namespace IntegrationLogs.Client.Hosting;

/// <summary>Leaves what polls find to the store, which takes it with the checkpoint after it.</summary>
internal sealed class StoreDelivery(SinkContent content) : IPollDelivery
{
    /// <summary>An event and the entry that brought it about are one part: they are stored together.</summary>
    public IReadOnlyList<PollPart> PartsOf(SourcePoll poll)
    {
        List<PollPart> parts = [];
        List<PollItem> items = [];
        foreach (PollItem item in PollItems.Of(poll, content))
        {
            items.Add(item);
            if (item.After is not null)
            {
                parts.Add(new PollPart(poll.Source, item.After, _ => Task.CompletedTask)
                {
                    Entries = [.. items.Select(one => one.Entry).OfType<WatchedEntry>()],
                    Incidents = [.. items.Select(one => one.Incident).OfType<IncidentEvent>()],
                    IsStored = true,
                });
                items.Clear();
            }
        }

        return parts;
    }

    // The store is called by the checkpoint's writer, which tells of its failures.
    public void Count(LogSource source, Exception error)
    {
    }

    public void Failed(LogSource source, Exception error, int failures, TimeSpan retryIn)
    {
    }

    public void Recovered(LogSource source, int failures)
    {
    }
}
