using System.Text.Json;
using IntegrationLogs.Client.Errors;
using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client.Authentication;

/// <summary>Asks a vendor's token endpoint for a token, through the same handlers as every other request, retries included.</summary>
internal sealed class ClientCredentialsTokenSource(ClientCredentials credentials, Func<ApiConnection> connect, SecretMask secrets)
{
    public async Task<AccessToken> FetchAsync()
    {
        ApiConnection connection = connect();
        var call = new CallState(credentials.Endpoint) { IsTokenRequest = true, Reader = RequireJson };
        using var request = new HttpRequestMessage(HttpMethod.Post, credentials.Address);
        request.Content = new FormUrlEncodedContent(credentials.Form);
        request.Headers.Authorization = credentials.Authorization;
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        using HttpResponseMessage response = await connection.SendAsync(request, call, CancellationToken.None).ConfigureAwait(false);
        SecretMask mask = secrets.With(credentials.Authorization?.Parameter);
        if (!response.IsSuccessStatusCode)
        {
            throw ApiErrorResponse.ToException(connection.Vendor, connection.Account, response, call, mask, connection.Time);
        }

        var body = (PooledContent)response.Content;
        return (body.UnknownCharset is null ? TokenResponse.Read(body.Bytes, connection.Time.GetUtcNow()) : null)
            ?? throw new ApiAuthenticationException(new ApiFailure(
                connection.Vendor, connection.Account, response.StatusCode, credentials.Endpoint)
            {
                RequestId = mask.ApplyTo(ResponseHeaders.RequestId(response)),
                Attempts = call.Attempts,
                Advice = mask.Apply(WhyNoneOf(body)) + TokenAdvice.For(connection.Vendor, response),
            });
    }

    private static string WhyNoneOf(PooledContent body)
    {
        if (body.UnknownCharset is not null)
        {
            return $"The answer's character set, '{body.UnknownCharset}', is not known. ";
        }

        return TokenResponse.OtherTypeOf(body.Bytes) is string type
            ? $"The token is of the type '{type}', and only bearer tokens are sent. "
            : string.Empty;
    }

    /// <summary>Lets an answer whose JSON breaks off be asked for again.</summary>
    private static object? RequireJson(PooledContent body)
    {
        JsonDocument.Parse(body.Bytes).Dispose();
        return null;
    }
}
