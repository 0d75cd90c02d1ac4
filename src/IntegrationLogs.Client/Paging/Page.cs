namespace IntegrationLogs.Client;

/// <summary>Some records of a list, as one answer of the vendor brought them, and the way to the rest.</summary>
/// <typeparam name="T">The kind of record.</typeparam>
public sealed class Page<T>
{
    private readonly Lazy<string>? _continuationToken;

    /// <summary>Makes a page, for tests and decorators.</summary>
    /// <param name="items">The records, in the vendor's order.</param>
    /// <param name="continuationToken">Where the next page starts; <see langword="null"/> on the last page.</param>
    /// <param name="totalItems">How many records the vendor counts in the whole list, if it says.</param>
    /// <param name="response">The answer; <see langword="null"/> stands for a 200 without headers.</param>
    public Page(IReadOnlyList<T> items, string? continuationToken = null, long? totalItems = null, ResponseInfo? response = null)
        : this(items, continuationToken is null ? null : new Lazy<string>(continuationToken), totalItems, response ?? new ResponseInfo())
    {
    }

    internal Page(IReadOnlyList<T> items, Lazy<string>? continuationToken, long? totalItems, ResponseInfo response)
    {
        ArgumentNullException.ThrowIfNull(items);
        Items = items;
        TotalItems = totalItems;
        Response = response;
        _continuationToken = continuationToken;
    }

    /// <summary>
    /// The records, in the vendor's order. Records that came before are not repeated, so this can be shorter than asked for.
    /// </summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>
    /// Opaque text from which <see cref="AsyncPageable{T}.AsPages"/> goes on with exactly the rest; <see langword="null"/> on the
    /// last page. It holds the vendor's cursor or offset, and no credentials.
    /// </summary>
    public string? ContinuationToken => _continuationToken?.Value;

    /// <summary>
    /// How many records the vendor counts in the whole list; <see langword="null"/> when it does not say (Sendcloud never does).
    /// </summary>
    public long? TotalItems { get; }

    /// <summary>Status, headers, request id and attempts of the answer.</summary>
    public ResponseInfo Response { get; }
}
