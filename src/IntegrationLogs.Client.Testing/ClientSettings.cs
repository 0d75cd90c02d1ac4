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

    /// <summary>What <see cref="For"/> sets, by its keys in a configuration. What is not set has no key: it is as by default.</summary>
    public static Dictionary<string, string?> AsConfiguration(IntegrationLogsClientOptions client, string section)
    {
        (ElasticPathOptions elasticPath, SendcloudOptions sendcloud) = (client.ElasticPath, client.Sendcloud);
        (string Key, string? Value)[] settings =
        [
            ("ElasticPath:BaseAddress", elasticPath.BaseAddress.OriginalString),
            ("ElasticPath:ClientId", elasticPath.ClientId),
            ("ElasticPath:ClientSecret", elasticPath.ClientSecret),
            ("ElasticPath:RateLimit:Enabled", $"{elasticPath.RateLimit.Enabled}"),
            ("Sendcloud:BaseAddress", sendcloud.BaseAddress.OriginalString),
            ("Sendcloud:TokenEndpoint", sendcloud.TokenEndpoint.OriginalString),
            ("Sendcloud:PublicKey", sendcloud.PublicKey),
            ("Sendcloud:SecretKey", sendcloud.SecretKey),
            ("Sendcloud:ClientId", sendcloud.ClientId),
            ("Sendcloud:ClientSecret", sendcloud.ClientSecret),
            ("Sendcloud:RateLimit:Enabled", $"{sendcloud.RateLimit.Enabled}"),
        ];
        string prefix = section.Length == 0 ? section : $"{section}:";
        return settings
            .Where(setting => setting.Value is not null)
            .ToDictionary(setting => prefix + setting.Key, setting => setting.Value, StringComparer.OrdinalIgnoreCase);
    }
}
