using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>A handler of a user's own, inside retry and authentication: it sees every attempt.</summary>
internal sealed class Intercept(Func<HttpRequestMessage, Task>? sending, Action<HttpResponseMessage>? received) : DelegatingHandler
{
    /// <summary>Adds one to both vendors.</summary>
    public static void Add(
        IIntegrationLogsClientBuilder builder, Func<HttpRequestMessage, Task>? sending = null, Action<HttpResponseMessage>? received = null)
    {
        builder.ElasticPath.AddHttpMessageHandler(() => new Intercept(sending, received));
        builder.Sendcloud.AddHttpMessageHandler(() => new Intercept(sending, received));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (sending is not null)
        {
            await sending(request).WaitAsync(cancellationToken);
        }

        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        received?.Invoke(response);
        return response;
    }
}
