using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>What a sink posts to: Kestrel on loopback, on a port of the system's choice.</summary>
internal sealed class SinkReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Received> _requests = new();
    private readonly ConcurrentQueue<Received> _taken = new();
    private readonly IHost _host;

    private SinkReceiver() => _host = new HostBuilder()
        .ConfigureWebHost(web => web
            .UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0))
            .Configure(app => app.Run(ReceiveAsync)))
        .Build();

    /// <summary>The address, with what must not be told anywhere.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What a request is answered with; by default 200.</summary>
    public Func<Received, HttpContext, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public IReadOnlyList<Received> Requests => [.. _requests];

    /// <summary>The requests that were answered with 200.</summary>
    public IReadOnlyList<Received> Taken => [.. _taken];

    public static async Task<SinkReceiver> StartAsync()
    {
        var receiver = new SinkReceiver();
        await receiver._host.StartAsync();
        string address = receiver._host.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        receiver.Address = new Uri($"{address}/hooks/canary-path?token=canary-query");
        return receiver;
    }

    public static Func<Received, HttpContext, Task> Status(int status) => (_, context) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var received = new Received(
            context.Request.Path + context.Request.QueryString.Value,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        _requests.Enqueue(received);
        await Answer(received, context);
        if (context.Response.StatusCode == 200)
        {
            _taken.Enqueue(received);
        }
    }

    internal sealed record Received(string Address, IReadOnlyDictionary<string, string> Headers, byte[] Body)
    {
        public string Text => Encoding.UTF8.GetString(Body);

        public JsonElement Json => JsonDocument.Parse(Body).RootElement;
    }
}
