namespace IntegrationLogs.Client.Reliability.Infrastructure;

/// <summary>
/// How much is tried: the short form is part of every test run, the long form gives the README's figures.
/// <c>RELIABILITY=long</c> in the environment asks for the long one.
/// </summary>
internal static class Form
{
    private const string Variable = "RELIABILITY";

    public static bool IsLong { get; } = Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" or "short" => false,
        "long" => true,
        string other => throw new InvalidOperationException($"{Variable} is 'short' or 'long', not '{other}'."),
    };

    /// <summary>What the form that was asked for takes of two.</summary>
    public static T Of<T>(T shortForm, T longForm) => IsLong ? longForm : shortForm;
}
