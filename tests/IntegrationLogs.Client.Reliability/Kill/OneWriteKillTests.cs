using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.Kill;

/// <summary>A watcher that stores entry and checkpoint together is killed wherever it is, while both vendors are busy.</summary>
public sealed class OneWriteKillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_log_is_delivered_exactly_once()
    {
        KillRun run = await KillRun.PassAsync(inOneWrite: true, output);

        // The watcher is killed with half a line written in each of these.
        Assert.InRange(run.Torn, run.KillsIn(KillPlace.Delivery), run.Kills);
    }
}
