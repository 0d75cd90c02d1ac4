namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>The samples that are built beside the tests, as programs.</summary>
internal static class BuiltSample
{
    public static string PathOf(string name) => PathOf(name, name);

    /// <param name="folder">Where it stands among the samples.</param>
    /// <param name="name">What it is called.</param>
    public static string PathOf(string folder, string name)
    {
        // …/tests/<project>/bin/<configuration>/<framework>/: a sample stands in the same place of its own folder.
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        DirectoryInfo configuration = framework.Parent!;
        DirectoryInfo root = configuration.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(root.FullName, "samples", folder, "bin", configuration.Name, framework.Name, $"{name}.dll");
    }
}
