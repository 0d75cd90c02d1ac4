namespace IntegrationLogs.Client.Settings;

/// <summary>The keys of a client's section.</summary>
internal static class ClientKeys
{
    public static ConfigurationKeys Known { get; } = new(new Dictionary<string, string[]>
    {
        [string.Empty] = ConfigurationKeys.NamesOf<IntegrationLogsClientOptions>(),
        [nameof(IntegrationLogsClientOptions.ElasticPath)] = ConfigurationKeys.NamesOf<ElasticPathOptions>(),
        [nameof(IntegrationLogsClientOptions.Sendcloud)] = ConfigurationKeys.NamesOf<SendcloudOptions>(),
        [nameof(IntegrationLogsClientOptions.Resilience)] = ConfigurationKeys.NamesOf<ResilienceOptions>(),
        [nameof(IntegrationLogsClientOptions.Paging)] = ConfigurationKeys.NamesOf<PagingOptions>(),
        [nameof(ElasticPathOptions.RateLimit)] = ConfigurationKeys.NamesOf<RateLimitOptions>(),
    });
}
