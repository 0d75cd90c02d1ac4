using IntegrationLogs.Client.Reliability.Infrastructure;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.Cancellation;

/// <summary>How long cancellations took. Only the long form, which has the machine to itself, holds them to a limit.</summary>
internal sealed class Tally
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

    private readonly List<(TimeSpan Took, string What)> _ends = [];

    /// <summary>Runs cancellations and prints the figure. The long form does so many times, after once without measuring.</summary>
    public static async Task MeasureAsync(ITestOutputHelper output, string part, Func<Tally, Task> run)
    {
        var tally = new Tally();
        if (Form.IsLong)
        {
            // What the runtime compiles and loads when something is thrown for the first time is not the client's.
            await run(new Tally());
        }

        for (int round = 0; round < Form.Of(1, 10); round++)
        {
            await run(tally);
        }

        tally.Sum(output, part);
    }

    public void Add(TimeSpan took, string what) => _ends.Add((took, what));

    private void Sum(ITestOutputHelper output, string part)
    {
        (TimeSpan Took, string What)[] ends = [.. _ends.OrderBy(end => end.Took)];
        (TimeSpan slowest, string what) = ends[^1];
        output.WriteLine(
            $"{part}: {ends.Length:N0} cancellations, median {ends[ends.Length / 2].Took.TotalMilliseconds:0.00} ms, "
            + $"slowest {slowest.TotalMilliseconds:0.0} ms ({what}), 0 requests left, 0 timers left, 0 buffers left");
        Assert.True(!Form.IsLong || slowest <= Limit, $"{slowest.TotalMilliseconds:0.0} ms: {what}");
    }
}
