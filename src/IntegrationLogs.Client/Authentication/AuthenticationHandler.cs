using System.Net;
using System.Net.Http.Headers;
using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client.Authentication;

/// <summary>
/// Puts the credentials on every attempt. A bearer token that is refused with a 401 is replaced and the request sent once more; with
/// HTTP Basic there is nothing to replace.
/// </summary>
internal sealed class AuthenticationHandler(Uri baseAddress, AuthenticationHeaderValue? fixedHeader, IAccessTokenProvider? tokens)
    : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (CallState.Of(request).IsTokenRequest)
        {
            return base.SendAsync(request, cancellationToken);
        }

        RequireOrigin(request.RequestUri!);
        if (tokens is not null)
        {
            return SendWithTokenAsync(tokens, request, cancellationToken);
        }

        request.Headers.Authorization = fixedHeader;
        return base.SendAsync(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendWithTokenAsync(
        IAccessTokenProvider tokens, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        AccessToken token = await GetTokenAsync(tokens, rejected: null, cancellationToken).ConfigureAwait(false);
        var start = new RequestState(request);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            Tell(tokens, response);
            return response;
        }

        AccessToken replacement;
        try
        {
            replacement = await GetTokenAsync(tokens, token, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            response.Dispose();
            throw;
        }

        if (replacement.Value == token.Value)
        {
            return response;
        }

        response.Dispose();
        start.ApplyTo(request);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", replacement.Value);
        response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        Tell(tokens, response);
        return response;
    }

    /// <summary>A status of 5xx may come from a gateway that looks at no token.</summary>
    private static void Tell(IAccessTokenProvider tokens, HttpResponseMessage response)
    {
        if (response.StatusCode is not HttpStatusCode.Unauthorized and < HttpStatusCode.InternalServerError)
        {
            (tokens as SharedTokenProvider)?.Accepted();
        }
    }

    private static async Task<AccessToken> GetTokenAsync(
        IAccessTokenProvider tokens, AccessToken? rejected, CancellationToken cancellationToken) => SendableToken.Require(
            await tokens.GetAccessTokenAsync(rejected, cancellationToken).ConfigureAwait(false), tokens.GetType().ToString());

    /// <summary>Requests are only ever made for the configured origin; should that change, no credentials go elsewhere.</summary>
    private void RequireOrigin(Uri address)
    {
        bool isConfigured = address.Port == baseAddress.Port
            && address.Scheme == baseAddress.Scheme
            && string.Equals(address.Host, baseAddress.Host, StringComparison.OrdinalIgnoreCase);
        if (!isConfigured)
        {
            throw new InvalidOperationException(
                $"A request to {OriginOf(address)} was not sent: credentials go to {OriginOf(baseAddress)} only.");
        }
    }

    /// <summary>Without a user's name and password.</summary>
    private static string OriginOf(Uri address) => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
