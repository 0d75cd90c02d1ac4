using System.Globalization;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Sendcloud;

namespace IntegrationLogs.Client;

/// <summary>Which page of a Sendcloud list to ask for: the first one, or the one a next link leads to.</summary>
public readonly struct SendcloudPageQuery : IEquatable<SendcloudPageQuery>, ICallDetails
{
    private readonly string? _nextQuery;
    private readonly int? _pageSize;

    private SendcloudPageQuery(int? pageSize, string? nextQuery)
    {
        _pageSize = pageSize;
        _nextQuery = nextQuery;
    }

    /// <summary>The first page.</summary>
    /// <param name="pageSize">How many records, 1 to 100 (<c>page_size</c>); <see langword="null"/> for the vendor's 25.</param>
    public static SendcloudPageQuery First(int? pageSize = null) => new(pageSize, nextQuery: null);

    /// <summary>The page that a next link leads to.</summary>
    /// <param name="query">The query of the link's target, without its question mark, as it is to be sent.</param>
    public static SendcloudPageQuery FromNextLink(string query)
    {
        ArgumentException.ThrowIfNullOrEmpty(query);
        return new(pageSize: null, query);
    }

    /// <summary>Told of the answer as soon as it is there, before its records are read, so that the next page can be asked for.</summary>
    internal Action<ResponseInfo>? Arrived { get; init; }

    Action<ResponseInfo>? ICallDetails.Arrived => Arrived;

    string? ICallDetails.SecretQueryValue => _nextQuery is null ? null : SendcloudCursor.In(_nextQuery);

    /// <summary>Whether this is the page of a next link, and so holds a cursor.</summary>
    public bool IsNext => _nextQuery is not null;

    /// <summary>The query on the wire without its question mark; empty when there is nothing to say.</summary>
    public string ToQueryString() =>
        _nextQuery ?? (_pageSize is int count ? string.Create(CultureInfo.InvariantCulture, $"page_size={count}") : string.Empty);

    /// <summary>Which page, without the cursor.</summary>
    public override string ToString() => IsNext ? "the page of a next link" : "the first page";

    /// <inheritdoc/>
    public bool Equals(SendcloudPageQuery other) => _nextQuery == other._nextQuery && _pageSize == other._pageSize;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SendcloudPageQuery other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_nextQuery, _pageSize);

    /// <summary>Whether both ask for the same page.</summary>
    public static bool operator ==(SendcloudPageQuery left, SendcloudPageQuery right) => left.Equals(right);

    /// <summary>Whether the two ask for different pages.</summary>
    public static bool operator !=(SendcloudPageQuery left, SendcloudPageQuery right) => !left.Equals(right);
}
