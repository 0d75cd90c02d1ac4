using System.Diagnostics;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Samples;

/// <summary>A built sample, to be run with settings and arguments.</summary>
internal sealed class SampleProgram(string name)
{
    public static readonly SampleProgram QuickStart = new(nameof(QuickStart));
    public static readonly SampleProgram Watch = new(nameof(Watch));
    public static readonly SampleProgram FailureStore = new(nameof(FailureStore));

    private const string SettingsPrefix = "IntegrationLogs__";

    public SampleProcess Start(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        // Runners in the background ignore SIGINT, and so would their children.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(command[0], [.. command[1..], BuiltSample.PathOf(name), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string variable in start.Environment.Keys
            .Where(variable => variable.StartsWith(SettingsPrefix, StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        foreach ((string setting, string value) in settings)
        {
            start.Environment[SettingsPrefix + setting] = value;
        }

        return new SampleProcess(Process.Start(start)!);
    }

    public Task<SampleResult> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string>(), arguments);

    public async Task<SampleResult> RunAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        using SampleProcess program = Start(settings, arguments);
        return await program.EndAsync();
    }
}
