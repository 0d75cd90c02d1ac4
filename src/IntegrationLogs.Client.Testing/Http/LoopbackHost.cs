using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntegrationLogs.Client.Testing.Http;

/// <summary>Kestrel and nothing else: no configuration of the program around is read, nothing is logged, no signal is caught.</summary>
internal static class LoopbackHost
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    // The generic host rather than WebApplication, whose routing brings JSON by reflection that trimming warns of.
    public static IHost Build(X509Certificate2? certificate, RequestDelegate handle) => new HostBuilder()
        .ConfigureWebHost(
            web =>
            {
                web.UseKestrelCore();
                if (certificate is not null)
                {
                    web.UseKestrelHttpsConfiguration();
                }

                web.ConfigureKestrel(kestrel => Configure(kestrel, certificate));
                web.Configure(app => app.Run(handle));
            },
            options => options.SuppressEnvironmentConfiguration = true)
        .ConfigureServices(services => services
            .AddSingleton<IHostLifetime, NoLifetime>()
            .Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout)

            // Nothing may wait to be sent: a fault that ends the connection would take it along.
            .Configure<SocketTransportOptions>(transport => transport.MaxWriteBufferSize = 2))
        .Build();

    public static Uri Address(IHost host) =>
        new(host.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());

    private static void Configure(KestrelServerOptions kestrel, X509Certificate2? certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Listen(IPAddress.Loopback, port: 0, listen =>
        {
            // A fault is one connection's: over HTTP/2 it would hit the requests beside it.
            listen.Protocols = HttpProtocols.Http1;
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        });
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
