using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

public sealed class GetJobOutcomesTests
{
    [Fact]
    public async Task Each_job_has_its_outcome_in_the_order_in_which_the_vendor_lists_the_jobs()
    {
        await using TestClient test = await TestClient.StartAsync(server: server => server.ElasticPath.MaxPageSize = 7);
        IReadOnlyList<ElasticPathLog> logs = test.Vendors.ElasticPath.Logs.Snapshot();
        foreach (ElasticPathIntegration integration in test.Vendors.ElasticPath.Integrations.Snapshot())
        {
            List<ElasticPathJob> jobs = await test.Client.ElasticPath.GetIntegrationJobsAsync(integration.Id!).ToListAsync();

            List<JobOutcome> outcomes = await test.Client.Feed.GetJobOutcomesAsync(integration.Id!).ToListAsync();

            Assert.InRange(jobs.Count, 40, 42);
            Assert.Equal(
                jobs.Select(job => JobOutcome.From(integration.Id!, job.Id!, logs.Where(log => log.JobId == job.Id))), outcomes);
            Assert.Equal(
                [JobStatus.DeliveredAtFirstAttempt, JobStatus.DeliveredAfterRetries, JobStatus.Failing],
                outcomes.Select(outcome => outcome.Status).Distinct().Order());
        }
    }

    [Fact]
    public async Task Five_attempts_of_one_delivery_are_one_failure()
    {
        await using TestClient test = await TestClient.StartAsync();
        string integrationId = Jobs.Leave(test, "job");
        for (int attempt = 2; attempt <= 5; attempt++)
        {
            Jobs.AddFailure(test, integrationId, "job", attempt);
        }

        JobOutcome outcome = Assert.Single(await test.Client.Feed.GetJobOutcomesAsync(integrationId).ToListAsync());

        Assert.Equal(
            (JobStatus.Failing, 5, "job", integrationId), (outcome.Status, outcome.Attempts, outcome.JobId, outcome.IntegrationId));
        Assert.Equal(
            (5, 5),
            (outcome.Logs.Count(log => log.IsFailure), (await test.Client.Feed
                .GetEntriesAsync([LogSource.ElasticPath()], new EntryFilter { FailuresOnly = true }).ToListAsync()).Count));
    }

    [Fact]
    public async Task A_job_that_is_gone_before_its_logs_are_asked_for_is_unknown_and_the_others_come()
    {
        FakeVendorServer? vendors = null;
        await using TestClient test = await TestClient.StartAsync(server: server => server.BeforeAnswer = request =>
            _ = request.Path.EndsWith("/b/logs", StringComparison.Ordinal) ? vendors?.ElasticPath.Logs.Remove(log => log.JobId == "b") : 0);
        vendors = test.Vendors;
        string integrationId = Jobs.Leave(test, "a", "b", "c");

        List<JobOutcome> outcomes = await test.Client.Feed.GetJobOutcomesAsync(integrationId).ToListAsync();

        Assert.Equal(
            [("a", JobStatus.Failing, 1), ("b", JobStatus.Unknown, 0), ("c", JobStatus.Failing, 1)],
            outcomes.Select(outcome => (outcome.JobId, outcome.Status, outcome.Attempts)));
    }

    [Fact]
    public async Task Another_error_of_a_job_comes_after_the_outcomes_before_it_and_ends_the_stream()
    {
        await using TestClient test = await TestClient.StartAsync();
        string integrationId = Jobs.Leave(test, "a", "b", "c", "d");
        test.Vendors.ElasticPath.Faults.For(
            request => request.Path.EndsWith("/c/logs", StringComparison.Ordinal), Fault.Status(403));

        await AssertOutcomesBeforeAsync<ApiAuthenticationException>(test, integrationId, "a", "b");
    }

    [Fact]
    public async Task An_error_of_the_list_of_jobs_comes_after_the_outcomes_before_it()
    {
        await using TestClient test = await TestClient.StartAsync(server: server => server.ElasticPath.MaxPageSize = 3);
        string integrationId = Jobs.Leave(test, "a", "b", "c", "d");
        test.Vendors.ElasticPath.Faults.For(
            request => request.Path.EndsWith("/jobs", StringComparison.Ordinal) && request.Query.ContainsKey("page[offset]")
                && request.Query["page[offset]"] != "0",
            Fault.Status(403));

        await AssertOutcomesBeforeAsync<ApiAuthenticationException>(test, integrationId, "a", "b", "c");
    }

    [Fact]
    public async Task One_job_can_be_asked_for()
    {
        await using TestClient test = await TestClient.StartAsync();
        string integrationId = Jobs.Leave(test, "a", "b");
        Jobs.AddFailure(test, integrationId, "b", attempt: 2);
        IntegrationLogEntry failing = (await test.Client.Feed.GetEntriesAsync([LogSource.ElasticPath()]).ToListAsync())[1];

        JobOutcome outcome = await test.Client.Feed.GetJobOutcomeAsync(failing.IntegrationId!, failing.JobId!);

        Assert.Equal(("b", JobStatus.Failing, 2), (outcome.JobId, outcome.Status, outcome.Attempts));
        Assert.Contains(outcome, await test.Client.Feed.GetJobOutcomesAsync(integrationId).ToListAsync());
    }

    [Fact]
    public async Task What_is_asked_for_and_is_not_there_is_an_error()
    {
        await using TestClient test = await TestClient.StartAsync();
        string integrationId = Jobs.Leave(test, "a");

        await Assert.ThrowsAsync<ApiNotFoundException>(() => test.Client.Feed.GetJobOutcomeAsync(integrationId, "b"));
        await Assert.ThrowsAsync<ApiNotFoundException>(() => test.Client.Feed.GetJobOutcomesAsync("none").ToListAsync());
    }

    [Fact]
    public async Task Asking_for_one_job_ends_with_the_callers_token()
    {
        await using TestClient test = await TestClient.StartAsync();
        string integrationId = Jobs.Leave(test, "a");
        test.Vendors.ElasticPath.Faults.Always(Fault.StallBeforeHeaders());
        using var source = new CancellationTokenSource();

        Task<JobOutcome> asking = test.Client.Feed.GetJobOutcomeAsync(integrationId, "a", source.Token);
        await Eventually.IsTrueAsync(() => test.Vendors.OpenRequests == 1);
        await source.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(Effort.Patience));

        Assert.Equal(source.Token, error.CancellationToken);
        await Eventually.IsTrueAsync(() => test.Vendors.OpenRequests == 0);
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_stream_is_enumerated_and_bad_input_is_named_at_the_call()
    {
        await using TestClient test = await TestClient.StartAsync();
        await using TestClient without = await TestClient.StartAsync(configure: options => options.ElasticPath = new());
        IIntegrationLogFeed feed = test.Client.Feed;

        _ = feed.GetJobOutcomesAsync("integration");
        Assert.Throws<ArgumentNullException>("integrationId", () => feed.GetJobOutcomesAsync(null!));
        foreach (string id in (string[])["", " ", "..", "\ud83d"])
        {
            Assert.Throws<ArgumentException>("integrationId", () => feed.GetJobOutcomesAsync(id));
            Assert.Throws<ArgumentException>("integrationId", () => Ignore(feed.GetJobOutcomeAsync(id, "job")));
            Assert.Throws<ArgumentException>("jobId", () => Ignore(feed.GetJobOutcomeAsync("integration", id)));
        }

        Assert.Contains(
            "ElasticPath.ClientId",
            Assert.Throws<InvalidOperationException>(() => without.Client.Feed.GetJobOutcomesAsync("integration")).Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Ignore(without.Client.Feed.GetJobOutcomeAsync("integration", "job")));
        Assert.Empty(test.Vendors.Requests);
    }

    private static void Ignore(Task _)
    {
    }

    private static async Task AssertOutcomesBeforeAsync<TError>(TestClient test, string integrationId, params string[] jobIds)
        where TError : Exception
    {
        List<string> read = [];
        await Assert.ThrowsAsync<TError>(async () =>
        {
            await foreach (JobOutcome outcome in test.Client.Feed.GetJobOutcomesAsync(integrationId))
            {
                read.Add(outcome.JobId);
            }
        });

        Assert.Equal(jobIds, read);
        await Eventually.IsTrueAsync(() => test.Vendors.OpenRequests == 0);
    }
}
