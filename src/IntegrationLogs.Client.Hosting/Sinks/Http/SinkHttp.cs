using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Sends a sink's requests. What it throws names the host alone: the rest of the address is a secret.</summary>
/// <param name="clients">Makes the client.</param>
/// <param name="clientName">Its name.</param>
/// <param name="address">Where requests go.</param>
/// <param name="time">Counts until a date that is answered.</param>
internal sealed class SinkHttp(IHttpClientFactory clients, string clientName, Uri address, TimeProvider time)
{
    /// <summary>The name of the client that a sink's requests are sent with.</summary>
    public static string ClientName(string watch) => $"IntegrationLogs.Sink.{watch}";

    /// <summary>Adds that client: nothing in it writes the address down.</summary>
    public static void AddClient(IServiceCollection services, string watch) =>
        services.AddHttpClient(ClientName(watch))
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,

                // The runtime's own spans have the whole address in them.
                ActivityHeadersPropagator = null,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .RemoveAllLoggers();

    /// <exception cref="IntegrationLogsSinkException">The receiver did not take it.</exception>
    public async Task PostAsync(byte[] body, string contentType, Action<HttpRequestHeaders> addHeaders, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        addHeaders(request.Headers);
        HttpClient client = clients.CreateClient(clientName);
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            throw new IntegrationLogsSinkException($"No answer came from {address.Host}: {WhatFailed(error)}.", error);
        }

        using (response)
        {
            if (!response.IsSuccessStatusCode)
            {
                throw Refusal(response);
            }
        }
    }

    private IntegrationLogsSinkException Refusal(HttpResponseMessage response)
    {
        HttpStatusCode status = response.StatusCode;
        bool isTransient = status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;
        string advice = status switch
        {
            _ when isTransient => string.Empty,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => " Check the address, the headers and the signing secret.",
            HttpStatusCode.NotFound or HttpStatusCode.Gone => " The address leads nowhere: make a new one and set it.",
            HttpStatusCode.RequestEntityTooLarge => " Even one event is too large: let the receiver take more, or ask for fewer Fields.",
            _ when (int)status is >= 300 and <= 399 => " Redirects are not followed: set the address that it leads to.",
            _ => " Check that the address is one for such requests.",
        };
        return new IntegrationLogsSinkException(
            string.Create(CultureInfo.InvariantCulture, $"{address.Host} answered {(int)status}.{advice}"))
        {
            StatusCode = status,
            IsTransient = isTransient,
            RetryAfter = RetryAfter(response.Headers.RetryAfter),
        };
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        TimeSpan? wait = header?.Delta ?? (header?.Date - time.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static string WhatFailed(HttpRequestException error) => error.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name is not known",
        HttpRequestError.ConnectionError => "no connection could be made",
        HttpRequestError.SecureConnectionError => "TLS failed",
        HttpRequestError.ResponseEnded => "the connection ended too soon",
        _ => "the request failed",
    };
}
