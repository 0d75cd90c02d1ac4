using IntegrationLogs.Client.Reliability.Infrastructure;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Reliability;

public sealed class TrialTests
{
    [Fact]
    public async Task A_trial_reads_both_vendors_and_sees_what_they_say()
    {
        await using Trial trial = await Trial.StartAsync();
        trial.Vendors.ElasticPath.Faults.At(2, Fault.Status(503));

        Exception? error = await trial.RecordAsync(async () =>
        {
            Assert.Equal(trial.Vendors.ElasticPath.Logs.Count, (await trial.Client.ElasticPath.GetAllLogsAsync().ToListAsync()).Count);
            Assert.Equal(trial.Vendors.Sendcloud.Logs.Count, (await trial.Client.Sendcloud.GetAllLogsAsync().ToListAsync()).Count);
        });

        Assert.Null(error);
        Assert.Single(trial.Time.Waits);
        await trial.EndAsync();
        Assert.True(trial.Canary.Searched > 20);
    }

    [Fact]
    public async Task A_trial_notices_a_secret_that_gets_out()
    {
        await using Trial trial = await Trial.StartAsync();
        trial.Canary.Saw($"Basic {Canary.HttpBasic(Canary.Secret)}");

        Assert.Throws<Xunit.Sdk.FailException>(trial.Canary.AssertHidden);
        await Assert.ThrowsAsync<Xunit.Sdk.FailException>(trial.EndAsync);
    }

    [Fact]
    public async Task A_trial_that_searches_as_it_goes_notices_a_secret_and_keeps_nothing()
    {
        await using Trial trial = await Trial.StartAsync();
        trial.Canary.Forbid("secret-of-the-day");
        await trial.Client.Sendcloud.GetAllLogsAsync().ToListAsync();
        Assert.NotEmpty(trial.SearchAndForget());
        Assert.Equal((0, 0), (trial.Vendors.Requests.Count, trial.Time.Timeouts.Count));

        trial.Canary.Saw("It is secret-of-the-day.");
        Assert.Throws<Xunit.Sdk.FailException>(() => trial.SearchAndForget());

        trial.Canary.Forget();
        Assert.DoesNotContain(trial.SearchAndForget(), text => text.Contains("secret-of-the-day", StringComparison.Ordinal));
    }
}
