using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>A vendor over TLS with HTTP/2: grants a token to all who ask and has one empty page, or does what it is told.</summary>
internal sealed class Http2Server : IAsyncDisposable
{
    public const string TokenPath = "/oauth/access_token";

    private readonly PrivateAuthority _authority = new();
    private readonly X509Certificate2 _certificate;
    private readonly WebApplication _app;
    private readonly Func<int, HttpContext, Task> _answer;
    private int _pageRequests;

    private Http2Server(Func<int, HttpContext, Task> answer)
    {
        _answer = answer;
        _certificate = _authority.Certify();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0, listen => listen.UseHttps(_certificate)));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>Protocol, method and path of each request so far.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The connections of the page requests so far, in order.</summary>
    public ConcurrentQueue<string> Connections { get; } = new();

    public IntegrationLogsClientOptions ClientOptions
    {
        get
        {
            var address = new Uri(_app.Urls.Single());
            IntegrationLogsClientOptions options = TestClient.SendcloudAt(address);
            options.ElasticPath.BaseAddress = address;
            options.ElasticPath.ClientId = "client";
            options.ElasticPath.ClientSecret = "client-secret";
            return options;
        }
    }

    /// <summary>Starts one that hands each page request with its number, counted from 1, to <paramref name="answer"/>.</summary>
    public static async Task<Http2Server> StartAsync(Func<int, HttpContext, Task>? answer = null)
    {
        var server = new Http2Server(answer ?? ((_, context) => EmptyPageAsync(context)));
        await server._app.StartAsync();
        return server;
    }

    public static Task EmptyPageAsync(HttpContext context) => WriteAsync(context, """{"data":[]}""");

    public static void ResetStream(HttpContext context, int errorCode) =>
        context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(errorCode);

    /// <summary>Takes no more requests on this connection (GOAWAY).</summary>
    public static void GoAway(HttpContext context) =>
        context.Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>().RequestClose();

    public static void ResetConnection(HttpContext context)
    {
        System.Net.Sockets.Socket socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        socket.LingerState = new System.Net.Sockets.LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }

    /// <summary>Lets both vendors' handlers trust this server, and changes them further.</summary>
    public Action<IIntegrationLogsClientBuilder> Trusted(Action<SocketsHttpHandler>? change = null) => builder =>
    {
        foreach (IHttpClientBuilder vendor in (IHttpClientBuilder[])[builder.ElasticPath, builder.Sendcloud])
        {
            vendor.ConfigurePrimaryHttpMessageHandler((handler, _) =>
            {
                _authority.TrustIn((SocketsHttpHandler)handler);
                change?.Invoke((SocketsHttpHandler)handler);
            });
        }
    };

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
        _authority.Dispose();
    }

    private static async Task WriteAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json);
    }

    private Task HandleAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Protocol} {context.Request.Method} {context.Request.Path}");
        if (context.Request.Path == TokenPath)
        {
            return WriteAsync(context, """{"access_token":"token-of-this-server","expires_in":3600}""");
        }

        Connections.Enqueue(context.Connection.Id);
        return _answer(Interlocked.Increment(ref _pageRequests), context);
    }
}
