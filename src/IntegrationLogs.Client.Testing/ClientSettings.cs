namespace IntegrationLogs.Client.Testing;

internal static class ClientSettings
{
    public static IntegrationLogsClientOptions For(Uri server, FakeVendorServerOptions options)
    {
        var client = new IntegrationLogsClientOptions();
        client.ElasticPath.BaseAddress = server;
        client.ElasticPath.ClientId = options.ElasticPath.ClientId;
        client.ElasticPath.ClientSecret = options.ElasticPath.ClientSecret;
        client.ElasticPath.RateLimit.Enabled = options.ElasticPath.RateLimit is not null;
        client.Sendcloud.BaseAddress = new Uri(server, "/api/v3");
        client.Sendcloud.TokenEndpoint = new Uri(server, "/oauth2/token/");
        client.Sendcloud.RateLimit.Enabled = options.Sendcloud.RateLimit is not null;
        if (options.Sendcloud.Authentication == SendcloudAuthentication.Basic)
        {
            client.Sendcloud.PublicKey = options.Sendcloud.PublicKey;
            client.Sendcloud.SecretKey = options.Sendcloud.SecretKey;
        }
        else
        {
            client.Sendcloud.ClientId = options.Sendcloud.ClientId;
            client.Sendcloud.ClientSecret = options.Sendcloud.ClientSecret;
        }

        return client;
    }
}
