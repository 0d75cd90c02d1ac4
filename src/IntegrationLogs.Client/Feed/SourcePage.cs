namespace IntegrationLogs.Client.Feed;

/// <summary>A page of a source.</summary>
/// <param name="Logs">Its logs, in the vendor's order.</param>
/// <param name="Response">The answer that brought it.</param>
/// <param name="FindToken">Where the next page starts; null on the last.</param>
internal sealed record SourcePage(IReadOnlyList<ListedLog> Logs, ResponseInfo Response, Func<string?> FindToken);
