using IntegrationLogs.Client.Testing.Authentication;
using IntegrationLogs.Client.Testing.Http;
using IntegrationLogs.Client.Testing.Json;

namespace IntegrationLogs.Client.Testing.Sendcloud;

/// <summary>Sendcloud's token endpoint: the credentials are in the header.</summary>
internal sealed class SendcloudTokens(FakeSendcloudOptions options, TokenIssuer tokens)
{
    public Answer Answer(IncomingRequest request)
    {
        if (request.Method != "POST")
        {
            return SendcloudErrors.Of(405);
        }

        if (!AuthorizationHeader.IsBasic(request.Authorization, options.ClientId, options.ClientSecret))
        {
            return SendcloudErrors.OfToken(401, "invalid_client");
        }

        if (request.Form.GetValueOrDefault("grant_type") != "client_credentials")
        {
            return SendcloudErrors.OfToken(400, "unsupported_grant_type");
        }

        string? scope = request.Form.GetValueOrDefault("scope");
        return new Answer(200, WireJson.Write((tokens.Issue().Token, tokens.Lifetime, scope), static (writer, token) =>
        {
            writer.WriteStartObject();
            writer.WriteString("access_token", token.Token);
            writer.WriteNumber("expires_in", (long)token.Lifetime.TotalSeconds);
            writer.WriteString("scope", token.scope ?? string.Empty);
            writer.WriteString("token_type", "bearer");
            writer.WriteEndObject();
        }));
    }
}
