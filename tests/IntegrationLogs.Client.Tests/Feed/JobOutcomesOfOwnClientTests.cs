using System.Globalization;
using System.Runtime.CompilerServices;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>The outcomes of jobs over a client whose jobs and logs are there at once, or when a test wants them.</summary>
public sealed class JobOutcomesOfOwnClientTests
{
    private static readonly string[] TenJobs = [.. Enumerable.Range(0, 10).Select(job => $"{job}")];

    [Fact]
    public async Task No_more_than_four_are_fetched_ahead_of_a_job_that_takes_its_time()
    {
        int handedOut = 0, mostAhead = 0;
        Gate[] held = [.. TenJobs.Select(_ => new Gate())];
        OwnElasticPath own = null!;
        own = new OwnElasticPath(TenJobs, async (job, _) =>
        {
            mostAhead = Math.Max(mostAhead, own.Asked.Count - Volatile.Read(ref handedOut));
            await held[int.Parse(job, CultureInfo.InvariantCulture)].PassAsync();
            return new ElasticPathLog { Id = job };
        });
        await using IAsyncEnumerator<JobOutcome> outcomes = Read(own).GetAsyncEnumerator();

        for (; handedOut < TenJobs.Length; Volatile.Write(ref handedOut, handedOut + 1))
        {
            Task<bool> reading = outcomes.MoveNextAsync().AsTask();
            await Eventually.IsTrueAsync(() => own.Asked.Count == Math.Min(handedOut + 4, TenJobs.Length));
            held[handedOut].Open();
            Assert.True(await reading);
            Assert.Equal(TenJobs[handedOut], outcomes.Current.JobId);
        }

        Assert.False(await outcomes.MoveNextAsync());
        Assert.Equal(TenJobs, own.Asked);
        Assert.Equal(4, mostAhead);
    }

    [Fact]
    public async Task Leaving_cancels_what_is_fetched_and_waits_until_it_has_stopped()
    {
        int stopped = 0;
        var stopping = new Gate();
        var own = new OwnElasticPath(TenJobs, async (job, token) =>
        {
            if (job != "0")
            {
                await WaitUntilCancelledAsync(token);
                await stopping.PassAsync();
                Interlocked.Increment(ref stopped);
                token.ThrowIfCancellationRequested();
            }

            return new ElasticPathLog { Id = job };
        });
        IAsyncEnumerator<JobOutcome> outcomes = Read(own).GetAsyncEnumerator();
        Assert.True(await outcomes.MoveNextAsync());

        Task leaving = outcomes.DisposeAsync().AsTask();
        await stopping.Reached;
        Assert.False(leaving.IsCompleted);
        stopping.Open();
        await leaving;

        Assert.Equal(own.Asked.Count - 1, stopped);
        Assert.InRange(stopped, 2, 3);
    }

    [Fact]
    public async Task A_failure_that_nobody_reads_any_more_is_no_unobserved_one()
    {
        Assert.Equal(0, await UnobservedFailures.CountAsync<NobodyReadsException>(() => FailUnreadAsync().WaitAsync(Effort.Patience)));
    }

    [Fact]
    public async Task A_cancelled_caller_gets_no_outcome_that_is_there_already()
    {
        using var source = new CancellationTokenSource();
        var own = new OwnElasticPath(TenJobs, (job, _) => Task.FromResult(new ElasticPathLog { Id = job }));
        await using IAsyncEnumerator<JobOutcome> outcomes = Read(own).GetAsyncEnumerator(source.Token);
        Assert.True(await outcomes.MoveNextAsync());

        await source.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outcomes.MoveNextAsync().AsTask());

        Assert.Equal(source.Token, error.CancellationToken);
    }

    [Fact]
    public async Task Jobs_that_cannot_be_asked_for_are_left_out()
    {
        var own = new OwnElasticPath([null, "a", "", ".", " ", "b"], (job, _) => Task.FromResult(new ElasticPathLog { Id = job }));

        List<JobOutcome> outcomes = await Read(own).ToListAsync();

        Assert.Equal(["a", "b"], outcomes.Select(outcome => outcome.JobId));
        Assert.Equal(["a", "b"], own.Asked);
    }

    private static IAsyncEnumerable<JobOutcome> Read(OwnElasticPath own, CancellationToken cancellationToken = default) =>
        ((IIntegrationLogsClient)own).Feed.GetJobOutcomesAsync("integration", cancellationToken);

    private static async Task WaitUntilCancelledAsync(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration _ = cancellationToken.Register(cancelled.SetResult);
        await cancelled.Task.WaitAsync(Effort.Patience, CancellationToken.None);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> FailUnreadAsync()
    {
        var failure = new NobodyReadsException();
        var reference = new WeakReference(failure);
        var own = new OwnElasticPath(TenJobs, (job, _) => job == "2"
            ? Task.FromException<ElasticPathLog>(failure)
            : Task.FromResult(new ElasticPathLog { Id = job }));
        await foreach (JobOutcome outcome in Read(own))
        {
            Assert.Equal("0", outcome.JobId);
            break;
        }

        return reference;
    }

    private sealed class NobodyReadsException : Exception;
}
