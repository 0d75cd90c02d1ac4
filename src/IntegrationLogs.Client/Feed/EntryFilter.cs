namespace IntegrationLogs.Client;

/// <summary>Which entries a feed hands out, and how. The vendors filter nothing: what is left out has been fetched.</summary>
/// <remarks>
/// An entry without a time is never left out for its time. Where a source's entries have come in order so far and none in the rest of the
/// list can fit any more, the rest is not fetched.
/// </remarks>
public sealed record EntryFilter
{
    internal const int MostConcurrent = 100;

    internal static readonly EntryFilter Everything = new();

    /// <summary>Whether only failures are wanted.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool FailuresOnly { get; init; }

    /// <summary>The earliest time that is wanted.</summary>
    /// <value>Default: <see langword="null"/>, any.</value>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The time before which entries are wanted.</summary>
    /// <value>Default: <see langword="null"/>, any.</value>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The HTTP statuses that are wanted.</summary>
    /// <value>Default: <see langword="null"/>, any, and entries without one.</value>
    public IReadOnlyCollection<int>? StatusCodes { get; init; }

    /// <summary>The ids of the integrations that are wanted.</summary>
    /// <value>Default: <see langword="null"/>, any.</value>
    public IReadOnlyCollection<string>? IntegrationIds { get; init; }

    /// <summary>In which order the entries of several sources come.</summary>
    /// <value>Default: <see cref="EntryOrder.AsTheyCome"/>.</value>
    public EntryOrder Order { get; init; }

    /// <summary>How many sources to fetch from at once: 1 to 100.</summary>
    /// <value>Default: 4.</value>
    public int MaxConcurrency { get; init; } = 4;

    internal bool Accepts(IntegrationLogEntry entry) =>
        (!FailuresOnly || entry.IsFailure)
        && AcceptsTime(entry.OccurredAt)
        && (StatusCodes is null || (entry.StatusCode is int status && StatusCodes.Contains(status)))
        && (IntegrationIds is null || (entry.IntegrationId is string id && IntegrationIds.Contains(id)));

    internal bool AcceptsTime(DateTimeOffset? time) => !(time < Since) && !(time >= Until);

    internal static EntryFilter Validated(EntryFilter? filter)
    {
        if (filter is null)
        {
            return Everything;
        }

        if (filter.Since >= filter.Until)
        {
            throw new ArgumentException(
                $"{nameof(EntryFilter)}.{nameof(Since)} ({filter.Since:O}) has to be before {nameof(Until)} ({filter.Until:O}): "
                + "no entry could fit.",
                nameof(filter));
        }

        if (filter.MaxConcurrency is < 1 or > MostConcurrent)
        {
            throw new ArgumentOutOfRangeException(
                nameof(filter), filter.MaxConcurrency, $"{nameof(EntryFilter)}.{nameof(MaxConcurrency)} must be 1 to {MostConcurrent}.");
        }

        return filter;
    }
}
