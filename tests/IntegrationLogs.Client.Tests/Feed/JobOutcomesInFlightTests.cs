using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>What is under way while the outcomes of jobs are read: of no more than four, and of none afterwards.</summary>
public sealed class JobOutcomesInFlightTests
{
    [Fact]
    public async Task The_logs_of_four_jobs_are_fetched_at_once_and_of_no_more()
    {
        var four = new Gate(opensAt: 4);
        int open = 0, most = 0;
        object counting = new();
        await using TestClient test = await TestClient.StartAsync(build: builder => Intercept.Add(
            builder,
            async request =>
            {
                if (Jobs.AreLogsAt(request.RequestUri!.AbsolutePath))
                {
                    lock (counting)
                    {
                        most = Math.Max(most, ++open);
                    }

                    await four.PassAsync().WaitAsync(Effort.Patience);
                }
            },
            response =>
            {
                lock (counting)
                {
                    open -= Jobs.AreLogsAt(response.RequestMessage!.RequestUri!.AbsolutePath) ? 1 : 0;
                }
            }));

        List<JobOutcome> outcomes = await test.Client.Feed
            .GetJobOutcomesAsync(test.Vendors.ElasticPath.Integrations.Snapshot()[0].Id!).ToListAsync();

        Assert.Equal((4, 0), (most, open));
        Assert.InRange(outcomes.Count, 40, 42);
    }

    [Fact]
    public async Task Outcomes_keep_their_order_although_the_first_jobs_logs_come_last()
    {
        var held = new Gate();
        await using TestClient test = await TestClient.StartAsync(build: builder => Intercept.Add(
            builder,
            request => request.RequestUri!.AbsolutePath.EndsWith("/a/logs", StringComparison.Ordinal)
                ? held.PassAsync()
                : Task.CompletedTask));
        string integrationId = Jobs.Leave(test, "a", "b", "c", "d", "e");

        Task<List<JobOutcome>> reading = test.Client.Feed.GetJobOutcomesAsync(integrationId).ToListAsync();
        await Eventually.IsTrueAsync(() => Jobs.LogRequests(test).Count(request => request.Status == 200) == 3);
        held.Open();

        Assert.Equal(["a", "b", "c", "d", "e"], (await reading).Select(outcome => outcome.JobId));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_caller_that_cancels_gets_its_own_token_back_and_leaves_nothing(bool byMethod)
    {
        await using TestClient test = await TestClient.StartAsync();
        string integrationId = Jobs.Leave(test, "a", "b", "c", "d", "e");
        test.Vendors.ElasticPath.Faults.For(request => Jobs.AreLogsAt(request.Path), Fault.StallBeforeHeaders());
        using var source = new CancellationTokenSource();
        await using IAsyncEnumerator<JobOutcome> outcomes = test.Client.Feed
            .GetJobOutcomesAsync(integrationId, byMethod ? source.Token : default)
            .GetAsyncEnumerator(byMethod ? default : source.Token);

        Task<bool> reading = outcomes.MoveNextAsync().AsTask();
        await Eventually.IsTrueAsync(() => test.Vendors.OpenRequests == 4);
        await source.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        Assert.Equal(source.Token, error.CancellationToken);
        await Eventually.IsTrueAsync(() => test.Vendors.OpenRequests == 0);
        Assert.Equal(4, Jobs.LogRequests(test).Count());
    }

    [Fact]
    public async Task Leaving_early_leaves_no_request_behind()
    {
        await using TestClient test = await TestClient.StartAsync();
        string integrationId = Jobs.Leave(test, "a", "b", "c", "d", "e", "f");
        test.Vendors.ElasticPath.Faults.For(
            request => Jobs.AreLogsAt(request.Path) && !request.Path.EndsWith("/a/logs", StringComparison.Ordinal),
            Fault.StallBeforeHeaders());

        IAsyncEnumerator<JobOutcome> outcomes = test.Client.Feed.GetJobOutcomesAsync(integrationId).GetAsyncEnumerator();
        Assert.True(await outcomes.MoveNextAsync());
        await Eventually.IsTrueAsync(() => test.Vendors.OpenRequests == 3);
        await outcomes.DisposeAsync().AsTask().WaitAsync(Effort.Patience);

        await Eventually.IsTrueAsync(() => test.Vendors.OpenRequests == 0);
        Assert.Equal(1 + 3, Jobs.LogRequests(test).Count());
    }
}
