using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
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
    public static IHost Build(int port, X509Certificate2? certificate, RequestDelegate handle) => new HostBuilder()
        .ConfigureWebHost(
            web =>
            {
                web.UseKestrelCore();
                if (certificate is not null)
                {
                    web.UseKestrelHttpsConfiguration();
                }

                web.ConfigureKestrel(kestrel => Configure(kestrel, port, certificate));
                web.Configure(app => app.Run(handle));
            },
            options => options.SuppressEnvironmentConfiguration = true)
        .ConfigureServices(services => services
            .AddSingleton<IHostLifetime, NoLifetime>()
            .Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout)

            // Nothing may wait to be sent: a fault that ends the connection would take it along.
            .Configure<SocketTransportOptions>(transport => transport.MaxWriteBufferSize = 2))
        .Build();

    /// <exception cref="IOException">The port is taken, or this program may not use it.</exception>
    public static async Task StartAsync(IHost host, int port, CancellationToken cancellationToken)
    {
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new IOException(
                $"Port {port} of {IPAddress.Loopback} is taken: another program listens there, or another server of this one. Choose another "
                + $"{nameof(FakeVendorServerOptions.Port)}, or 0 to let the system choose.",
                exception);
        }
        catch (SocketException exception)
        {
            throw new IOException(
                $"This program cannot listen on port {port} of {IPAddress.Loopback}: {exception.Message}. Choose another "
                + $"{nameof(FakeVendorServerOptions.Port)}, or 0 to let the system choose.",
                exception);
        }
    }

    public static Uri Address(IHost host) =>
        new(host.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());

    private static void Configure(KestrelServerOptions kestrel, int port, X509Certificate2? certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Listen(IPAddress.Loopback, port, listen =>
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
