using System.Buffers;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Http.Pacing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationLogs.Client.Tests.Http.Pacing;

/// <summary>
/// What a client reaches of a rate that its vendor does not tell, in simulated time: it goes on by a millisecond when every request is
/// either at the vendor or waits for its turn.
/// </summary>
public sealed class SimulatedPaceTests
{
    private const double Share = 0.9;
    private const int MostRefusals = 6;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    [Theory]
    [InlineData(15, 30)]
    [InlineData(25, 10)]
    [InlineData(25, 60)]
    [InlineData(50, 30)]
    public Task As_many_requests_as_a_walk_with_ReadAhead_8_sends_learn_what_the_store_allows(int requestsASecond, int latency) =>
        LearnAsync(requestsASecond, latency, saysWhen: true);

    [Fact]
    public Task A_store_that_never_says_when_to_come_back_is_learned_too() =>
        LearnAsync(requestsASecond: 25, latency: 30, saysWhen: false);

    [Fact]
    public async Task A_production_store_never_refuses()
    {
        PacedVendor vendor = await RunAsync(requests: 2_000, new FakeTimeProvider(), time => new PacedVendor(time, 100, Step * 20));

        Assert.Equal((2_000, 0), (vendor.Accepted, vendor.Refused));
    }

    private static async Task LearnAsync(int requestsASecond, int latency, bool saysWhen)
    {
        var time = new FakeTimeProvider();
        long began = time.GetTimestamp();

        PacedVendor vendor = await RunAsync(
            requests: 1_000, time, clock => new PacedVendor(clock, requestsASecond, Step * latency, saysWhen));

        double reached = vendor.Accepted / time.GetElapsedTime(began).TotalSeconds / requestsASecond;
        Assert.InRange(reached, Share, 1.05);
        Assert.InRange(vendor.Refused, 1, MostRefusals);
    }

    /// <summary>Sends requests, nine at a time, as a walk with ReadAhead 8 does. It runs without a synchronization context.</summary>
    private static Task<PacedVendor> RunAsync(int requests, FakeTimeProvider time, Func<TimeProvider, PacedVendor> create) => Task.Run(async () =>
    {
        PacedVendor vendor = create(time);
        var services = new ServiceCollection();
        services.AddSingleton(new ClientRuntime(time, () => 0.5, ArrayPool<byte>.Shared));
        IVendorClientBuilder builder = services.AddIntegrationLogsClient(_ => { }).ElasticPath;
        builder.UseAccessTokenProvider(_ => new FixedToken());
        builder.ConfigurePrimaryHttpMessageHandler(() => vendor);
        await using ServiceProvider provider = services.BuildServiceProvider();
        var api = provider.GetRequiredService<IIntegrationLogsClient>() is IntegrationLogsClient client ? client.GetApi<IElasticPathApi>() : null!;
        AccountLimiter limiter = provider.GetRequiredKeyedService<AccountPace>("IntegrationLogs.ElasticPath").Requests;
        int left = requests;
        int active = 9;
        Task[] workers = [.. Enumerable.Range(0, active).Select(_ => WorkAsync())];
        while (Volatile.Read(ref active) > 0)
        {
            await Eventually.IsTrueAsync(() => limiter.GetStatistics()!.CurrentQueuedCount + vendor.Open >= Volatile.Read(ref active));
            time.Advance(Step);
        }

        await Task.WhenAll(workers);
        return vendor;

        async Task WorkAsync()
        {
            try
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    await api.GetLogsAsync().ConfigureAwait(false);
                }
            }
            finally
            {
                Interlocked.Decrement(ref active);
            }
        }
    });

    private sealed class FixedToken : IAccessTokenProvider
    {
        private static readonly AccessToken Token = new("token", DateTimeOffset.MaxValue);

        public ValueTask<AccessToken> GetAccessTokenAsync(AccessToken? rejected, CancellationToken cancellationToken) => new(Token);
    }
}
