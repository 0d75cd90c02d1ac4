using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Tests.Samples;

/// <summary>Accounts at a server of the test's own, as the watch sample finds them in its environment.</summary>
internal static class WatchSettings
{
    public static Dictionary<string, string> For(FakeVendorServer server)
    {
        IntegrationLogsClientOptions options = server.ClientOptions;
        return new()
        {
            ["ElasticPath__BaseAddress"] = options.ElasticPath.BaseAddress!.AbsoluteUri,
            ["ElasticPath__ClientId"] = options.ElasticPath.ClientId!,
            ["ElasticPath__ClientSecret"] = options.ElasticPath.ClientSecret!,
            ["Sendcloud__BaseAddress"] = options.Sendcloud.BaseAddress!.AbsoluteUri,
            ["Sendcloud__PublicKey"] = options.Sendcloud.PublicKey!,
            ["Sendcloud__SecretKey"] = options.Sendcloud.SecretKey!,
            ["Resilience__BaseDelay"] = "00:00:00.001",
        };
    }
}
