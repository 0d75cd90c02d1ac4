using System.Globalization;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>
/// How long tests wait for what does not come, and how many cases a property is tried with. A mutation run makes both small: it runs the
/// tests thousands of times, many against code that hangs.
/// </summary>
internal static class Effort
{
    private static readonly string? Limits = Environment.GetEnvironmentVariable("TEST_EFFORT");

    /// <summary>Longer than anything here takes: a test that hangs says so.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(IsSmall ? 5 : 60);

    /// <summary>How often to look again for what another thread is about to do.</summary>
    public static int Yields { get; } = IsSmall ? 200_000 : 10_000_000;

    private static bool IsSmall => Limits is not null;

    public static int Cases(int wanted) =>
        Limits is null ? wanted : Math.Min(wanted, int.Parse(Limits, CultureInfo.InvariantCulture));
}
