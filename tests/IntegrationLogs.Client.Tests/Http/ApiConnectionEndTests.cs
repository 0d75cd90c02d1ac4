using System.Net;

namespace IntegrationLogs.Client.Tests.Http;

/// <summary>What a request comes to that its caller cancels, or that its client ends.</summary>
public sealed class ApiConnectionEndTests
{
    [Fact]
    public async Task A_call_that_is_cancelled_before_it_begins_sends_nothing_and_names_the_request()
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();
        using var wire = new WiredConnection(new IOException());

        Exception? error = await wire.SendAsync(cancellationToken: caller.Token);

        AssertCancelled(error, caller);
        Assert.Null(wire.Request);
    }

    [Fact]
    public async Task A_cancellation_hides_the_failure_that_it_meets()
    {
        using var caller = new CancellationTokenSource();
        using var wire = new WiredConnection(async (_, _) =>
        {
            await caller.CancelAsync();
            throw new IOException("It broke.");
        });

        AssertCancelled(await wire.SendAsync(cancellationToken: caller.Token), caller);
    }

    [Fact]
    public async Task A_cancellation_that_meets_the_answer_lets_go_of_the_answer()
    {
        using var caller = new CancellationTokenSource();
        using var answer = new Answer();
        using var wire = new WiredConnection(async (_, _) =>
        {
            await caller.CancelAsync();
            return answer;
        });

        AssertCancelled(await wire.SendAsync(cancellationToken: caller.Token), caller);

        Assert.True(answer.IsDisposed);
    }

    [Fact]
    public async Task A_client_that_has_ended_sends_nothing()
    {
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();
        using var wire = new WiredConnection((_, _) => Task.FromResult(new HttpResponseMessage()), ended.Token);

        var error = Assert.IsType<ObjectDisposedException>(await wire.SendAsync());

        Assert.Equal("IntegrationLogs.Client.IntegrationLogsClient", error.ObjectName);
        Assert.Null(wire.Request);
    }

    [Fact]
    public async Task A_call_that_its_client_ends_says_so()
    {
        using var ended = new CancellationTokenSource();
        using var wire = new WiredConnection(
            async (_, stopping) =>
            {
                await ended.CancelAsync();
                stopping.ThrowIfCancellationRequested();
                return new HttpResponseMessage();
            },
            ended.Token);

        var error = Assert.IsType<ObjectDisposedException>(await wire.SendAsync());

        Assert.Equal("The client was disposed of during the request GET /x.", error.Message);
        Assert.IsAssignableFrom<OperationCanceledException>(error.InnerException);
    }

    /// <summary>A refusal that would have been retried, and an answer that comes in the same moment.</summary>
    [Theory]
    [InlineData(200)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_call_whose_answer_comes_with_the_clients_end_says_so(int status)
    {
        using var ended = new CancellationTokenSource();
        using var answer = new Answer((HttpStatusCode)status);
        using var wire = new WiredConnection(
            async (_, _) =>
            {
                await ended.CancelAsync();
                return answer;
            },
            ended.Token);

        var error = Assert.IsType<ObjectDisposedException>(await wire.SendAsync());

        Assert.Equal("The client was disposed of during the request GET /x.", error.Message);
        Assert.True(answer.IsDisposed);
    }

    private static void AssertCancelled(Exception? error, CancellationTokenSource caller)
    {
        var cancelled = Assert.IsType<OperationCanceledException>(error);
        Assert.Equal("The request GET /x was cancelled.", cancelled.Message);
        Assert.Equal(caller.Token, cancelled.CancellationToken);
    }

    private sealed class Answer(HttpStatusCode status = HttpStatusCode.OK) : HttpResponseMessage(status)
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
