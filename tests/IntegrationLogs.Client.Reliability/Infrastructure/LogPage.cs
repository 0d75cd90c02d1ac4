namespace IntegrationLogs.Client.Reliability.Infrastructure;

/// <summary>A page of either vendor: its logs' ids, and the token that leads on.</summary>
internal sealed record LogPage(IReadOnlyList<string> Keys, string? ContinuationToken);
