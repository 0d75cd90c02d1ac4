using System.Diagnostics;

namespace IntegrationLogs.Client.Benchmarks.Server;

/// <summary>The server in a process of its own, so that what it costs is not counted.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static ServerProcess Start(int logs)
    {
        Process process = OwnProcess.Start("serve", logs.ToString(System.Globalization.CultureInfo.InvariantCulture));
        string? address = process.StandardOutput.ReadLine();
        return address is null
            ? throw new InvalidOperationException("The server has ended before it began.")
            : new ServerProcess(process, new Uri(address));
    }

    /// <summary>Where both vendors answer with so many logs, so late and so encoded.</summary>
    public Uri At(int logs, int latency = 0, string encoding = "identity") => new(Address, $"/{logs}-{latency}-{encoding}/");

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
