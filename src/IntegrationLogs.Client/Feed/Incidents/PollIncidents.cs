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

    /// <summary>What a poll saw for incidents; null where none are wanted. Of Sendcloud, the integrations' state is asked for.</summary>
    /// <param name="start">The progress before the poll.</param>
    /// <param name="found">What it found.</param>
    /// <param name="isCaughtUp">Whether everything up to now has been read.</param>
    /// <param name="options">How it polls.</param>
    /// <param name="account">The account.</param>
    /// <param name="directory">Knows the vendor's integrations.</param>
    /// <param name="now">The time of the poll.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<PollIncidents?> OfAsync(
        SourceProgress start,
        FoundEntries found,
        bool isCaughtUp,
        PollOptions options,
        string? account,
        IntegrationDirectory directory,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (options.Incidents is not IncidentOptions rules)
        {
            return null;
        }

        IntegrationListing? listing = start.Source.Vendor == IntegrationVendor.Sendcloud
            ? await directory
                .ListAsync(start.Source.Vendor, options.PollInterval * (1 - options.Jitter), cancellationToken).ConfigureAwait(false)
            : null;

        // One of before the last poll says nothing of now.
        bool isNew = listing is not null && !(listing.At < start.PolledAt);
        return new PollIncidents(
            new IncidentTracker(rules, start.Source, account, now, start.Incidents), found.Successes, isNew ? listing : null, isCaughtUp);
    }

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
