namespace IntegrationLogs.Client.Feed;

/// <summary>What a vendor's list of integrations says of one.</summary>
/// <param name="Name">The name that people know it by.</param>
/// <param name="Failing">What is failing of it; null if nothing is, or its vendor does not say.</param>
internal sealed record ListedIntegration(string? Name, FailingIntegration? Failing);
