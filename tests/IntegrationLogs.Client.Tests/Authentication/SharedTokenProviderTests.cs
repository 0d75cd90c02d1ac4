using System.Runtime.CompilerServices;
using IntegrationLogs.Client.Authentication;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationLogs.Client.Tests.Authentication;

public sealed class SharedTokenProviderTests
{
    private readonly FakeTimeProvider _time = new();

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
    public async Task A_renewal_that_failed_is_tried_again_at_half_of_the_life_that_is_left()
    {
        int fetches = 0;
        using var telemetry = new Telemetry();
        await using ServiceProvider services = new ServiceCollection()
            .AddMetrics().AddLogging(logging => logging.AddProvider(telemetry)).AddSingleton<ClientDiagnostics>().BuildServiceProvider();
        var provider = new SharedTokenProvider(
            new ClientIdentity(IntegrationVendor.ElasticPath, Account: null),
            () => ++fetches == 1 ? Task.FromResult(NewToken("token")) : Task.FromException<AccessToken>(new NobodyCaresException()),
            _time,
            services.GetRequiredService<ClientDiagnostics>());
        await provider.GetAccessTokenAsync();
        _time.Advance(TimeSpan.FromMinutes(59));

        await AskAsync(expectedFetches: 2);
        _time.Advance(TimeSpan.FromSeconds(29));
        await AskAsync(expectedFetches: 2);
        _time.Advance(TimeSpan.FromSeconds(1));
        await AskAsync(expectedFetches: 3);
        _time.Advance(TimeSpan.FromSeconds(14));
        await AskAsync(expectedFetches: 3);
        _time.Advance(TimeSpan.FromSeconds(1));
        await AskAsync(expectedFetches: 4);

        async Task AskAsync(int expectedFetches)
        {
            Assert.Equal("token", (await provider.GetAccessTokenAsync()).Value);
            // The renewal runs on its own. That it failed is told last of all.
            int failures = expectedFetches - 1;
            await Eventually.IsTrueAsync(() => telemetry.Logs.Count(log => log.Contains("TokenFailed", StringComparison.Ordinal)) == failures);

            // One that is not expected gets its turn, too.
            for (int turn = 0; turn < 100; turn++)
            {
                await Task.Run(() => { });
            }

            Assert.Equal(expectedFetches, fetches);
        }
    }

    [Fact]
    public async Task A_failure_that_nobody_waits_for_any_more_is_no_unobserved_one()
    {
        Assert.Equal(0, await UnobservedFailures.CountAsync<NobodyCaresException>(FailUnseenAsync));
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
        new(new ClientIdentity(IntegrationVendor.ElasticPath, Account: null), fetch, _time, Walks.Silent);

    private sealed class NobodyCaresException : Exception;
}
