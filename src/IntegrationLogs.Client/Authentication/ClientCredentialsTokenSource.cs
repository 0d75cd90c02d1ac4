using IntegrationLogs.Client.Errors;
using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client.Authentication;

/// <summary>Asks a vendor's token endpoint for a token, through the same handlers as every other request, retries included.</summary>
internal sealed class ClientCredentialsTokenSource(ClientCredentials credentials, Func<ApiConnection> connect, SecretMask secrets)
{
    public async Task<AccessToken> FetchAsync()
    {
        ApiConnection connection = connect();
        var call = new CallState(credentials.Endpoint) { IsTokenRequest = true };
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

        return TokenResponse.Read(((PooledContent)response.Content).Bytes, connection.Time.GetUtcNow())
            ?? throw new ApiAuthenticationException(new ApiFailure(
                connection.Vendor, connection.Account, response.StatusCode, credentials.Endpoint)
            {
                RequestId = mask.ApplyTo(ResponseHeaders.RequestId(response)),
                Attempts = call.Attempts,
                Advice = TokenAdvice.For(connection.Vendor, response),
            });
    }
}
