namespace IntegrationLogs.Client.Feed;

/// <summary>A vendor's integrations at one moment.</summary>
/// <param name="At">When they were asked for, by this machine's clock.</param>
/// <param name="ById">The integrations.</param>
internal sealed record IntegrationListing(DateTimeOffset At, IReadOnlyDictionary<string, ListedIntegration> ById)
{
    /// <summary>The integration's name; null where it has none or is not listed.</summary>
    public string? NameOf(string? integrationId) => integrationId is null ? null : ById.GetValueOrDefault(integrationId)?.Name;
}
