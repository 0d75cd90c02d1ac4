using System.Diagnostics;

namespace IntegrationLogs.Client.Tests.Samples;

/// <summary>The built quick start as a process of its own.</summary>
internal sealed class QuickStartProgram : IDisposable
{
    private const string SettingsPrefix = "IntegrationLogs__";
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _deadline = new(LongestRun);
    private readonly Process _process;

    private QuickStartProgram(Process process) => _process = process;

    public int ProcessId => _process.Id;

    public static QuickStartProgram Start(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        // Runners in the background ignore SIGINT, and so would their children.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(command[0], [.. command[1..], PathOfProgram(), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith(SettingsPrefix, StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in settings)
        {
            start.Environment[SettingsPrefix + name] = value;
        }

        return new QuickStartProgram(Process.Start(start)!);
    }

    public static Task<QuickStartResult> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string>(), arguments);

    public static async Task<QuickStartResult> RunAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        using QuickStartProgram program = Start(settings, arguments);
        return await program.EndAsync();
    }

    public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync(_deadline.Token);

    public void CloseOutput() => _process.StandardOutput.Close();

    /// <summary>Waits for the end; what was not read of standard output before comes with the result.</summary>
    public async Task<QuickStartResult> EndAsync(bool outputIsClosed = false)
    {
        Task<string> output = outputIsClosed ? Task.FromResult(string.Empty) : _process.StandardOutput.ReadToEndAsync(_deadline.Token);
        Task<string> errors = _process.StandardError.ReadToEndAsync(_deadline.Token);
        await _process.WaitForExitAsync(_deadline.Token);
        return new QuickStartResult(_process.ExitCode, await output, await errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _deadline.Dispose();
    }

    private static string PathOfProgram()
    {
        // …/tests/IntegrationLogs.Client.Tests/bin/<configuration>/<framework>/: the sample stands in the same place of its own folder.
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        DirectoryInfo configuration = framework.Parent!;
        DirectoryInfo root = configuration.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(root.FullName, "samples", "QuickStart", "bin", configuration.Name, framework.Name, "QuickStart.dll");
    }
}
