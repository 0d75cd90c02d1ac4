using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>Sends a request, by what it is given if at all.</summary>
internal delegate Task<HttpResponseMessage> SendRequest(
    HttpRequestMessage request, Func<Task<HttpResponseMessage>> send, CancellationToken cancellationToken);

/// <summary>A handler that is a function.</summary>
internal sealed class FunctionHandler(SendRequest send) : DelegatingHandler
{
    /// <summary>Adds one to a vendor's client: inside retry, as any handler of a user's own, or outside of all handlers.</summary>
    public static void Add(IHttpClientBuilder builder, bool isOutside, SendRequest send)
    {
        if (isOutside)
        {
            builder.ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Insert(0, new FunctionHandler(send)));
        }
        else
        {
            builder.AddHttpMessageHandler(() => new FunctionHandler(send));
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        send(request, () => base.SendAsync(request, cancellationToken), cancellationToken);
}
