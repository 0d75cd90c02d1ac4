namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>Settings in which nothing is wrong.</summary>
internal static class TestOptions
{
    public static IntegrationLogsClientOptions Good() => new()
    {
        ElasticPath = { ClientId = "client", ClientSecret = "client-secret" },
        Sendcloud = { PublicKey = "public-key", SecretKey = "secret-key" },
    };
}
