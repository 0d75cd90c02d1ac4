namespace IntegrationLogs.Client;

/// <summary>
/// A page type of your own, for <see cref="AsyncPageable.FollowOffset{TPage, T}"/> and <see cref="AsyncPageable.FollowLink{TPage, T}"/>.
/// </summary>
/// <typeparam name="T">The kind of record.</typeparam>
public interface IApiPage<T> : IApiPage
{
    /// <summary>The records, in the vendor's order.</summary>
    IReadOnlyList<T> Records { get; }

    /// <summary>How many records the vendor counts in the whole list.</summary>
    /// <value>Default: <see langword="null"/>, the vendor does not say.</value>
    long? TotalItems => null;

    /// <summary>What makes a record the same record on another page, such as its id.</summary>
    /// <param name="record">A record of such a page.</param>
    static abstract string GetIdentity(T record);
}
