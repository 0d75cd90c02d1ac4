namespace IntegrationLogs.Client.Tests.Samples;

internal sealed record SampleResult(int ExitCode, string Output, string Errors)
{
    public string[] OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The one line a user is shown when something is wrong, and nothing besides.</summary>
    public string OnlyErrorLine()
    {
        Assert.DoesNotContain("   at ", Errors, StringComparison.Ordinal);
        return Assert.Single(Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
