using System.Globalization;

namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>How often which outcome was met.</summary>
internal sealed class Outcomes(IReadOnlyDictionary<string, int> counts)
{
    public int Total => counts.Values.Sum();

    public int this[string outcome] => counts.GetValueOrDefault(outcome);

    /// <summary>A generator that makes one kind only proves little: each of these has a share of at least so many percent.</summary>
    public void AssertShares(int percent, params IEnumerable<string> outcomes) =>
        Assert.All(outcomes, outcome => Assert.True(this[outcome] * 100L >= (long)Total * percent || Total == 1, $"{outcome}: {this}"));

    /// <summary>A line for the figures.</summary>
    public string Report(string what) => $"Fuzz: {Number(Total)} {what}: {this}; seed {FuzzRun.Seed}";

    public override string ToString() => string.Join(
        ", ", counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{Number(count.Value)} {count.Key}"));

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
