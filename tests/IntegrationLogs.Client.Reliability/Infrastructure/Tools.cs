namespace IntegrationLogs.Client.Reliability.Infrastructure;

/// <summary>
/// Programs that some tests need besides the SDK. Where one is missing, its tests are skipped and say so;
/// <c>RELIABILITY_TOOLS=required</c> in the environment makes them fail instead.
/// </summary>
internal static class Tools
{
    private const string Variable = "RELIABILITY_TOOLS";

    public static bool AreRequired { get; } = Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" => false,
        "required" => true,
        string other => throw new InvalidOperationException($"{Variable} is 'required' or not set, not '{other}'."),
    };

    /// <summary>Which of these programs are not on the PATH, as a sentence; null when all are.</summary>
    public static string? Missing(params string[] programs)
    {
        string[] missing = [.. programs.Where(program => !IsOnPath(program))];
        return missing.Length == 0 ? null : $"Not on the PATH: {string.Join(", ", missing)}.";
    }

    /// <summary>The reason to skip tests for, if there is one and they may be skipped.</summary>
    public static string? SkipFor(string? missing) => AreRequired ? null : missing;

    /// <summary>Fails where tests run although something is missing.</summary>
    public static void Require(string? missing)
    {
        if (missing is not null)
        {
            throw new InvalidOperationException($"{missing} {Variable}={(AreRequired ? "required" : null)}.");
        }
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
