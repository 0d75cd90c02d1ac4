namespace IntegrationLogs.Client.Feed;

/// <summary>Hands what one poll saw to the tracker of incidents, by time.</summary>
/// <param name="tracker">The tracker.</param>
/// <param name="successes">Successes that are no new entries.</param>
/// <param name="listing">What the vendor says of its integrations, if it is known.</param>
/// <param name="isCaughtUp">Whether everything up to now has been read.</param>
internal sealed class PollIncidents(
    IncidentTracker tracker, IEnumerable<PassedSuccess> successes, IntegrationListing? listing, bool isCaughtUp)
{
    private readonly Queue<PassedSuccess> _successes = new(successes.OrderBy(one => one.Time ?? DateTimeOffset.MaxValue));

    public SourceIncidents State => tracker.State;

    public IncidentNews[] TakeNews() => tracker.TakeNews();

    public void See(IntegrationLogEntry entry) => tracker.See(entry);

    public void SeeSuccessesUntil(DateTimeOffset? time)
    {
        while (_successes.TryPeek(out PassedSuccess? next) && (time is null || next.Time <= time))
        {
            tracker.SeeSuccess(_successes.Dequeue());
        }
    }

    /// <summary>What remains when all entries have been seen.</summary>
    public void End()
    {
        SeeSuccessesUntil(time: null);
        if (listing is not null)
        {
            tracker.Report(listing);
        }

        tracker.Tick(isCaughtUp);
    }
}
