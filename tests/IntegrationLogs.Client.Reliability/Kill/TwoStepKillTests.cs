using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.Kill;

/// <summary>A watcher that stores its checkpoint after each entry is killed wherever it is, while both vendors are busy.</summary>
public sealed class TwoStepKillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task No_log_is_lost_and_only_what_was_not_stored_at_a_kill_comes_again_at_most_one_for_each()
    {
        KillRun run = await KillRun.PassAsync(inOneWrite: false, output);

        // The watcher is killed with the entry handled and its checkpoint not stored in each of these.
        Assert.InRange(run.Repeated, run.KillsIn(KillPlace.Delivery) / 2, run.Kills);
    }
}
