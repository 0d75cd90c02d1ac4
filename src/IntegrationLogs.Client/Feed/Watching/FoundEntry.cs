namespace IntegrationLogs.Client.Feed;

/// <summary>A new entry that a poll found.</summary>
/// <param name="Identity">What is remembered of it.</param>
/// <param name="Entry">The entry.</param>
/// <param name="IsLate">Whether it came later than is allowed.</param>
internal sealed record FoundEntry(Delivered Identity, IntegrationLogEntry Entry, bool IsLate);
