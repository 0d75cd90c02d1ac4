using System.Diagnostics;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Diagnostics;

/// <summary>A request that nobody wants any more has not failed.</summary>
public sealed class ReaderLeftTests
{
    [Theory]
    [InlineData(IntegrationVendor.ElasticPath)]
    [InlineData(IntegrationVendor.Sendcloud)]
    public async Task Pages_ahead_of_a_reader_that_leaves_are_no_errors(IntegrationVendor vendor)
    {
        var held = new Gate();
        int pages = 0;
        await using TestClient test = await TestClient.StartAsync(build: builder => Intercept.Add(
            builder,
            request => request.Method == HttpMethod.Get && Interlocked.Increment(ref pages) > 2 ? held.PassAsync() : Task.CompletedTask));
        using var caller = new TracedCaller();

        await LeaveWithinSecondPageAsync(test.Client, vendor, held);

        Activity[] left = [.. caller.Calls.Where(span => span.GetTagItem("http.response.status_code") is null)];
        Assert.NotEmpty(left);
        Assert.All(left, AssertNoError);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_whose_caller_cancels_is_no_error(bool isPage)
    {
        var held = new Gate();
        await using TestClient test = await TestClient.StartAsync(build: builder => Intercept.Add(builder, _ => held.PassAsync()));
        using var stop = new CancellationTokenSource();
        using var caller = new TracedCaller();
        Task reading = isPage ? test.GetSendcloudAsync(stop.Token) : test.Client.Sendcloud.GetIntegrationAsync(1, stop.Token);
        await held.Reached;

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        AssertNoError(Assert.Single(caller.Calls));
    }

    [Theory]
    [InlineData(true, "IntegrationLogs.Client.ApiConnectionException")]
    [InlineData(false, "Polly.Timeout.TimeoutRejectedException")]
    public async Task A_request_out_of_time_is_an_error(bool isPage, string errorType)
    {
        TestClient test = null!;
        await using TestClient started = test = await TestClient.StartAsync(
            options => options.Resilience.MaxRetries = 0,
            build: builder => Intercept.Add(builder, async _ =>
            {
                test.Time.Clock.Advance(TimeSpan.FromSeconds(15));
                await new TaskCompletionSource().Task;
            }));
        using var caller = new TracedCaller();

        await Assert.ThrowsAsync<ApiConnectionException>(
            () => isPage ? test.GetSendcloudAsync() : test.Client.Sendcloud.GetIntegrationAsync(1));

        Activity span = Assert.Single(caller.Calls);
        Assert.Equal((ActivityStatusCode.Error, errorType), (span.Status, span.GetTagItem("error.type")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_whose_client_is_disposed_of_is_an_error(bool isPage)
    {
        var held = new Gate();
        await using TestClient test = await TestClient.StartAsync(build: builder => Intercept.Add(builder, _ => held.PassAsync()));
        using var caller = new TracedCaller();
        Task reading = isPage ? test.GetSendcloudAsync() : test.Client.Sendcloud.GetIntegrationAsync(1);
        await held.Reached;

        await test.Client.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reading);

        Assert.Equal(ActivityStatusCode.Error, Assert.Single(caller.Calls).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Longer_work_that_its_own_caller_cancels_is_no_error(bool isOwnCaller)
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        using var caller = new TracedCaller();

        await Assert.ThrowsAsync<OperationCanceledException>(() => OwnTrace.TraceAsync<int>(
            "access token",
            new ClientIdentity(IntegrationVendor.Sendcloud, Account: null),
            () => throw new OperationCanceledException(),
            waiting: isOwnCaller ? stop.Token : CancellationToken.None));

        Assert.Equal(isOwnCaller ? ActivityStatusCode.Unset : ActivityStatusCode.Error, Assert.Single(caller.Spans).Status);
    }

    private static async Task LeaveWithinSecondPageAsync(IntegrationLogsClient client, IntegrationVendor vendor, Gate held)
    {
        var paging = new PagingOptions { PageSize = 10, ReadAhead = 3 };
        if (vendor == IntegrationVendor.ElasticPath)
        {
            await LeaveAsync(client.ElasticPath.GetAllLogsAsync(paging), held);
        }
        else
        {
            await LeaveAsync(client.Sendcloud.GetAllLogsAsync(paging), held);
        }
    }

    private static async Task LeaveAsync<T>(IAsyncEnumerable<T> logs, Gate held)
    {
        int read = 0;
        await foreach (T log in logs)
        {
            if (++read == 15)
            {
                await held.Reached;
                break;
            }
        }
    }

    private static void AssertNoError(Activity span) =>
        Assert.Equal((ActivityStatusCode.Unset, null), (span.Status, span.GetTagItem("error.type")));
}
