using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.Nginx;

/// <summary>nginx as a process of its own, with all its files in one folder and a certificate from a private authority.</summary>
internal sealed class NginxServer : IAsyncDisposable
{
    public const string CertificateFile = "server.pem";
    public const string KeyFile = "server.key";

    private const int PortsToTry = 5;

    private readonly DirectoryInfo _folder;
    private readonly ToolProcess _process;

    private NginxServer(DirectoryInfo folder, ToolProcess process, int port, string version)
    {
        _folder = folder;
        _process = process;
        Address = new Uri($"https://localhost:{port}/");
        Version = version;
    }

    /// <summary>Why nginx cannot run here; null when it can.</summary>
    public static string? Missing { get; } = Tools.Missing(ToolProcess.Shell, "nginx");

    public Uri Address { get; }

    public string Version { get; }

    public static async Task<NginxServer> StartAsync(NginxConfiguration configuration, Uri upstream, PrivateAuthority authority)
    {
        Tools.Require(Missing);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("nginx-");
        using (X509Certificate2 certificate = authority.Certify())
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, CertificateFile), certificate.ExportCertificatePem());
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, KeyFile), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        }

        string file = Path.Combine(folder.FullName, "nginx.conf");
        for (int i = 1; ; i++)
        {
            int port = FreePort();
            await File.WriteAllTextAsync(file, configuration.ToText(folder.FullName, port, upstream));
            var process = ToolProcess.Start("nginx", "-p", folder.FullName, "-e", "stderr", "-c", file);
            try
            {
                string version = await process.SaysAsync("nginx/");
                await process.SaysAsync("start worker process ");
                return new NginxServer(folder, process, port, version[(version.IndexOf("nginx/", StringComparison.Ordinal) + 6)..]);
            }
            catch (InvalidOperationException) when (i < PortsToTry)
            {
                // Somebody else was given the port in between.
                await process.DisposeAsync();
            }
        }
    }

    /// <summary>Stops it; what it has logged is whole then.</summary>
    public async Task<IReadOnlyList<NginxAccess>> StopAsync()
    {
        await _process.DisposeAsync();
        return NginxAccess.ReadAll(Path.Combine(_folder.FullName, "access.log"));
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
