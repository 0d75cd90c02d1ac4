using System.Net;
using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client.Errors;

/// <summary>What to do about a token endpoint that gives no token: which settings to look at, and where they lead.</summary>
internal static class TokenAdvice
{
    public static string For(IntegrationVendor vendor, HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode status when status >= HttpStatusCode.InternalServerError || RetryPolicy.IsTransient(status) =>
            "The token endpoint itself failed; the credentials may be right.",
        HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            $"Check the credentials, {CredentialsOf(vendor)}, and {AddressOf(vendor)}, which leads to {HostOf(response)}.",
        >= HttpStatusCode.BadRequest => $"There is no token endpoint at {HostOf(response)}: check {AddressOf(vendor)} and its path.",
        _ => $"{HostOf(response)} gave no access token that can be read: check {AddressOf(vendor)}, which leads there.",
    };

    /// <summary>Elastic Path's token endpoint is a part of its API.</summary>
    public static string AddressOf(IntegrationVendor vendor) =>
        vendor == IntegrationVendor.ElasticPath ? "ElasticPath.BaseAddress" : "Sendcloud.TokenEndpoint";

    private static string CredentialsOf(IntegrationVendor vendor) => $"{vendor}.ClientId and {vendor}.ClientSecret";

    private static string HostOf(HttpResponseMessage response) =>
        response.RequestMessage!.RequestUri!.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
