namespace IntegrationLogs.Client;

/// <summary>The logs of both vendors as one stream.</summary>
public interface IIntegrationLogFeed
{
    /// <summary>Reads the logs that the sources list now, as entries of one type for both vendors.</summary>
    /// <param name="sources">The lists to read, at least one and each once.</param>
    /// <param name="filter">Which entries are wanted and in which order; <see langword="null"/> for all as they come.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <remarks>
    /// Nothing is sent before the stream is enumerated. Each source's entries come once; an integration's own list and the list of all
    /// integrations are two sources with the same logs.
    /// </remarks>
    /// <exception cref="ArgumentException">There is no source, one comes twice, or no entry could fit the filter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting of the filter is out of its range.</exception>
    /// <exception cref="InvalidOperationException">
    /// A source's vendor was left out of the settings; the message says which are missing.
    /// </exception>
    IAsyncEnumerable<IntegrationLogEntry> GetEntriesAsync(
        IEnumerable<LogSource> sources, EntryFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Watches sources: an endless stream of the entries that are new.</summary>
    /// <param name="sources">The lists to watch, at least one and each once.</param>
    /// <param name="options">How to watch and where to begin; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the stream, with an <see cref="OperationCanceledException"/>.</param>
    /// <remarks>
    /// <para>
    /// It polls each source by <see cref="PollAsync"/>, again and again. Each entry comes once. The entries of one poll come by time, and
    /// those of different sources in turn. A first catch-up goes page by page.
    /// </para>
    /// <para>
    /// A source that cannot be polled is told to <see cref="WatchOptions.OnSourceError"/> and tried again; it never ends the stream and
    /// never stops the others. A part that cannot be read at all is told to <see cref="WatchOptions.OnGap"/>. A source is polled again
    /// when what its last poll found has been taken. The polls of many sources are spread over the interval.
    /// </para>
    /// <para>
    /// Store <see cref="WatchedEntry.Checkpoint"/> after you have handled an entry, and each entry comes at least once, whatever crashes.
    /// Store both in one transaction, and each comes exactly once. Nothing is sent before the stream is enumerated.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// There is no source, one comes twice, or the checkpoint does not know one or is of another account.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    /// <exception cref="InvalidOperationException">
    /// A source's vendor was left out of the settings; the message says which are missing.
    /// </exception>
    IAsyncEnumerable<WatchedEntry> WatchAsync(
        IEnumerable<LogSource> sources, WatchOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Watches sources for incidents: an endless stream of what happens to them.</summary>
    /// <param name="sources">The lists to watch, at least one and each once.</param>
    /// <param name="options">
    /// How to watch and where to begin, with the rules of <see cref="PollOptions.Incidents"/>; <see langword="null"/> for the defaults. Only failures
    /// cost a checkpoint, whatever <see cref="PollOptions.FailuresOnly"/> says.
    /// </param>
    /// <param name="cancellationToken">Ends the stream, with an <see cref="OperationCanceledException"/>.</param>
    /// <remarks>
    /// It is <see cref="WatchAsync"/> with failures of one integration and one cause made one <see cref="Incident"/>. Store
    /// <see cref="IncidentEvent.Checkpoint"/> after you have handled an event, and each event comes at least once, whatever crashes, with the same
    /// <see cref="IncidentEvent.Key"/>. Between events, <see cref="WatchOptions.OnSourcePolled"/> has checkpoints to store.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// There is no source, one comes twice, or the checkpoint does not know one or is of another account.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    /// <exception cref="InvalidOperationException">
    /// A source's vendor was left out of the settings; the message says which are missing.
    /// </exception>
    IAsyncEnumerable<IncidentEvent> WatchIncidentsAsync(
        IEnumerable<LogSource> sources, WatchOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Polls a source once: reads what is new since a checkpoint, or a part of it.</summary>
    /// <param name="source">The list to read.</param>
    /// <param name="from">
    /// Where to go on: <see cref="SourcePoll.After"/> of the poll before, or <see cref="SourceCheckpoint.Create"/> for the first.
    /// </param>
    /// <param name="options">How to poll; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Gives up: nothing of this poll is kept.</param>
    /// <remarks>
    /// <para>
    /// It is what <see cref="WatchAsync"/> calls in a loop, for schedulers, serverless functions and actors that have a loop of their own.
    /// It keeps nothing itself. Store <see cref="SourcePoll.After"/> once all entries have been handled, and call it again after
    /// <see cref="SourcePoll.NextPollIn"/>. A quiet poll of a list that comes newest first is one request.
    /// </para>
    /// <para>
    /// It reads <see cref="PollOptions.MaxPages"/> pages at most. What is left comes with the next polls, page by page, and new logs at the
    /// list's top come in between. A log is found if it was listed no later than <see cref="PollOptions.AllowedLateness"/> after its own
    /// time and stayed so for one poll, or if its id is higher than all before (Sendcloud). A log that comes later is found where a poll
    /// reads it, and by the audit; then <see cref="WatchedEntry.IsLate"/> is set. An entry without a time is new at any age.
    /// </para>
    /// <para>
    /// When a page cannot be read, the pages before it are kept, <see cref="SourcePoll.Error"/> says why, and the next poll goes on there.
    /// A page that three polls could not read, while the top of the list can be, is given up with a <see cref="SourceGap"/>.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentException">The checkpoint is of another source or another account; the message names both.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    /// <exception cref="InvalidOperationException">
    /// The source's vendor was left out of the settings, or <see cref="PollOptions.Where"/> failed.
    /// </exception>
    /// <exception cref="IntegrationLogsException">The first request failed.</exception>
    Task<SourcePoll> PollAsync(
        LogSource source, SourceCheckpoint from, PollOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Lists a vendor's integrations, the logs of each as a source.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="InvalidOperationException">The vendor was left out of the settings; the message says which are missing.</exception>
    IAsyncEnumerable<LogSource> DiscoverSourcesAsync(IntegrationVendor vendor, CancellationToken cancellationToken = default);

    /// <summary>Reads the outcome of each job that Elastic Path lists for an integration now, in the order of the list.</summary>
    /// <param name="integrationId">The integration's id.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <remarks>
    /// Nothing is sent before the stream is enumerated. The logs of up to four jobs are fetched at once. A job that is gone by the time
    /// its logs are asked for is <see cref="JobStatus.Unknown"/>, without attempts; jobs without an id that can be part of an address are
    /// left out. Enumerating throws what <see cref="AsyncPageable{T}.GetAsyncEnumerator"/> throws.
    /// </remarks>
    /// <exception cref="ArgumentException">The id is empty or cannot be part of an address.</exception>
    /// <exception cref="InvalidOperationException">
    /// Elastic Path was left out of the settings; the message says which are missing.
    /// </exception>
    IAsyncEnumerable<JobOutcome> GetJobOutcomesAsync(string integrationId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the outcome of one Elastic Path job, such as an <see cref="IntegrationLogEntry.JobId"/> that a failed attempt names.
    /// </summary>
    /// <param name="integrationId">The integration's id.</param>
    /// <param name="jobId">The job's id.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="ArgumentException">An id is empty or cannot be part of an address.</exception>
    /// <exception cref="InvalidOperationException">
    /// Elastic Path was left out of the settings; the message says which are missing.
    /// </exception>
    /// <exception cref="ApiNotFoundException">There is no such job.</exception>
    /// <exception cref="VendorApiException">The vendor refused a request for another reason.</exception>
    /// <exception cref="ApiConnectionException">No usable answer came, or not in time.</exception>
    /// <exception cref="ApiResponseFormatException">An answer could not be read.</exception>
    /// <exception cref="PagingException">The list of its logs cannot be followed any further.</exception>
    Task<JobOutcome> GetJobOutcomeAsync(string integrationId, string jobId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the Sendcloud integrations that Sendcloud says are failing. An empty log does not prove that an integration works.
    /// </summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <remarks>
    /// Nothing is sent before the stream is enumerated. Elastic Path does not say whether an integration is failing;
    /// <see cref="GetJobOutcomesAsync"/> has the outcome of each delivery. An integration whose <c>started_failing_at</c> is set is failing, even
    /// where that cannot be read as a time. Enumerating throws what <see cref="AsyncPageable{T}.GetAsyncEnumerator"/> throws.
    /// </remarks>
    /// <exception cref="InvalidOperationException">Sendcloud was left out of the settings; the message says which are missing.</exception>
    IAsyncEnumerable<FailingIntegration> GetFailingIntegrationsAsync(CancellationToken cancellationToken = default);
}
