using System.Diagnostics;
using System.Globalization;

namespace IntegrationLogs.Client.Benchmarks.Server;

/// <summary>The server in a process of its own, so that what it costs is not counted.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, string greeting)
    {
        _process = process;
        (Address, Shops) = greeting.Split(' ') is [string address, .. string[] shops] ? (new Uri(address), shops) : (new Uri(greeting), []);
    }

    public Uri Address { get; }

    /// <summary>The ids of its shops, where it tells them.</summary>
    public IReadOnlyList<string> Shops { get; }

    public static ServerProcess Start(int logs) => Start("serve", logs.ToString(CultureInfo.InvariantCulture));

    /// <summary>The fake vendors, with so many integrations that have so many logs each.</summary>
    public static ServerProcess StartWatched(int integrations, int logs) =>
        Start("serve-watched", integrations.ToString(CultureInfo.InvariantCulture), logs.ToString(CultureInfo.InvariantCulture));

    /// <summary>A fake Sendcloud, with so many shops that have so many logs of the last minutes each.</summary>
    public static ServerProcess StartBurst(int shops, int logs) =>
        Start("serve-burst", shops.ToString(CultureInfo.InvariantCulture), logs.ToString(CultureInfo.InvariantCulture));

    /// <summary>Where both vendors answer with so many logs, so late and so encoded.</summary>
    public Uri At(int logs, int latency = 0, string encoding = "identity") => new(Address, $"/{logs}-{latency}-{encoding}/");

    /// <summary>What it answers to a line.</summary>
    public string Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server has ended.");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static ServerProcess Start(params string[] arguments)
    {
        Process process = OwnProcess.Start(arguments);
        string? greeting = process.StandardOutput.ReadLine();
        return greeting is null
            ? throw new InvalidOperationException("The server has ended before it began.")
            : new ServerProcess(process, greeting);
    }
}
