namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>The files that are embedded in the test assembly.</summary>
internal static class Resources
{
    public static string Read(string fileName)
    {
        string name = typeof(Resources).Assembly.GetManifestResourceNames().Single(n => n.EndsWith("." + fileName, StringComparison.Ordinal));
        using Stream stream = typeof(Resources).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
