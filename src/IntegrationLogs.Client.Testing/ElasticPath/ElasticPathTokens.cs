using IntegrationLogs.Client.Testing.Authentication;
using IntegrationLogs.Client.Testing.Http;
using IntegrationLogs.Client.Testing.Json;

namespace IntegrationLogs.Client.Testing.ElasticPath;

/// <summary>Elastic Path's token endpoint: the credentials are in the form.</summary>
internal sealed class ElasticPathTokens(FakeElasticPathOptions options, TokenIssuer tokens)
{
    private const string ClientCredentials = "client_credentials";

    public Answer Answer(IncomingRequest request)
    {
        if (request.Method != "POST")
        {
            return ElasticPathErrors.Of(405);
        }

        if (request.Form.GetValueOrDefault("grant_type") != ClientCredentials)
        {
            return ElasticPathErrors.Of(400, detail: "The form has no grant_type that is known here.");
        }

        if (request.Form.GetValueOrDefault("client_id") != options.ClientId
            || request.Form.GetValueOrDefault("client_secret") != options.ClientSecret)
        {
            return ElasticPathErrors.Of(401, "Unauthorized", "No such client, or another secret.");
        }

        return new Answer(200, WireJson.Write((Issued: tokens.Issue(), tokens.Lifetime), static (writer, token) =>
        {
            writer.WriteStartObject();
            writer.WriteString("access_token", token.Issued.Token);
            writer.WriteString("token_type", "Bearer");
            writer.WriteNumber("expires_in", (long)token.Lifetime.TotalSeconds);
            writer.WriteNumber("expires", token.Issued.Expires.ToUnixTimeSeconds());
            writer.WriteString("identifier", ClientCredentials);
            writer.WriteEndObject();
        }));
    }
}
