using System.Runtime.CompilerServices;
using IntegrationLogs.Client.Authentication;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Authentication;

public sealed class SharedTokenProviderTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_fetch_that_is_done_at_once_is_made_anew_for_the_next_token()
    {
        int fetches = 0;
        SharedTokenProvider provider = Create(() => Task.FromResult(NewToken($"token {++fetches}")));

        Assert.Equal("token 1", (await provider.GetAccessTokenAsync()).Value);
        Assert.Equal("token 1", (await provider.GetAccessTokenAsync()).Value);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("token 2", (await provider.GetAccessTokenAsync()).Value);
    }

    [Fact]
    public async Task A_failure_that_nobody_waits_for_any_more_is_no_unobserved_one()
    {
        int unobserved = 0;
        void Count(object? sender, UnobservedTaskExceptionEventArgs args) =>
            unobserved += args.Exception.InnerExceptions.Any(error => error is NobodyCaresException) ? 1 : 0;
        TaskScheduler.UnobservedTaskException += Count;
        try
        {
            WeakReference failure = await FailUnseenAsync();
            await Eventually.IsTrueAsync(() =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return !failure.IsAlive;
            });
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Count;
        }

        Assert.Equal(0, unobserved);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference> FailUnseenAsync()
    {
        var gate = new Gate();
        WeakReference? failure = null;
        using var leaving = new CancellationTokenSource();
        SharedTokenProvider provider = Create(async () =>
        {
            await gate.PassAsync();
            var error = new NobodyCaresException();
            failure = new WeakReference(error);
            throw error;
        });
        Task<AccessToken> waiting = provider.GetAccessTokenAsync(cancellationToken: leaving.Token).AsTask();
        await gate.Reached;
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        gate.Open();
        await Eventually.IsTrueAsync(() => Volatile.Read(ref failure) is not null);
        return failure!;
    }

    private AccessToken NewToken(string value) => new(value, _time.GetUtcNow() + TimeSpan.FromHours(1));

    private SharedTokenProvider Create(Func<Task<AccessToken>> fetch) =>
        new(IntegrationVendor.ElasticPath, fetch, _time, Walks.Silent);

    private sealed class NobodyCaresException : Exception;
}
