using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.WireMock;

/// <summary>WireMock's jar, installed beside the test assembly when it is first asked for.</summary>
internal static class WireMockInstallation
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "WireMock");
    private static readonly Lazy<string?> Lack = new(Install);

    public static string Jar => Directory.GetFiles(Build, "wiremock-standalone-*.jar").Single();

    /// <summary>Why WireMock cannot run here; null when it can.</summary>
    public static string? Missing => Lack.Value;

    private static string Build => Path.Combine(Folder, "node_modules", "wiremock", "build");

    public static string ReadStubs(string name) => File.ReadAllText(Path.Combine(Folder, "Stubs", name + ".json"));

    private static string? Install()
    {
        if (Tools.Missing(ToolProcess.Shell, "java") is string missing)
        {
            return missing;
        }

        return Directory.Exists(Build)
            ? null
            : Tools.Missing("node", "npm") ?? ToolProcess.Run("npm", Folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }
}
