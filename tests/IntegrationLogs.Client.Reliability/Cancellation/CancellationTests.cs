using IntegrationLogs.Client.Reliability.Infrastructure;
using IntegrationLogs.Client.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Reliability.Cancellation;

public sealed class CancellationTests
{
    [Theory]
    [InlineData(IntegrationVendor.ElasticPath)]
    [InlineData(IntegrationVendor.Sendcloud)]
    public async Task After_the_end_it_has_no_effect(IntegrationVendor vendor)
    {
        await using Trial trial = await Trial.StartAsync();
        var logs = new VendorLogs(trial, vendor);
        using var canceller = new Canceller(TokenPlace.Method);

        List<string> read = await logs.Items(new PagingOptions { PageSize = null }, canceller.Method).ToListAsync();
        canceller.Cancel();

        Assert.Equal(logs.Listed, read);
        Assert.Equal(logs.Listed, await logs.Items(new PagingOptions { PageSize = null }).ToListAsync());
    }

    [Fact]
    public async Task A_second_time_it_has_no_effect()
    {
        await using WaitStage stage = await WaitStage.StartAsync(WaitKind.Headers, IntegrationVendor.Sendcloud, page: 1);
        using var canceller = new Canceller(TokenPlace.Method);

        Task ended = canceller.EndAsync(
            () => stage.Logs.Items(new PagingOptions { PageSize = null }, canceller.Method).ToListAsync());
        await stage.ReachAsync();
        canceller.Cancel();
        canceller.Cancel();
        await ended.WaitAsync(Effort.Patience);
        canceller.Cancel();

        await stage.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Before_a_walk_not_even_a_token_is_asked_for()
    {
        await using Trial trial = await Trial.StartAsync();
        foreach (TokenPlace place in Enum.GetValues<TokenPlace>())
        {
            using var canceller = new Canceller(place);
            canceller.Cancel();

            await canceller.EndAsync(async () =>
            {
                await foreach (ElasticPathLog _ in trial.Client.ElasticPath
                    .GetAllLogsAsync(cancellationToken: canceller.Method)
                    .WithCancellation(canceller.Enumerator))
                {
                }
            });
        }

        Assert.Empty(trial.Vendors.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Of_one_walk_it_leaves_another_alone(int readAhead)
    {
        await using WaitStage stage = await WaitStage.StartAsync(WaitKind.Headers, IntegrationVendor.ElasticPath, page: 3);
        var paging = new PagingOptions { PageSize = null, ReadAhead = readAhead };
        using var canceller = new Canceller(TokenPlace.Enumerator);
        IAsyncEnumerable<string> logs = stage.Logs.Items(paging);

        Task cancelled = canceller.EndAsync(async () =>
        {
            await foreach (string _ in logs.WithCancellation(canceller.Enumerator))
            {
            }
        });
        await stage.ReachAsync();
        await using IAsyncEnumerator<string> other = logs.GetAsyncEnumerator();
        Assert.True(await other.MoveNextAsync());
        List<string> read = [other.Current];
        canceller.Cancel();
        await cancelled.WaitAsync(Effort.Patience);
        while (await other.MoveNextAsync())
        {
            read.Add(other.Current);
        }

        Assert.Equal(stage.Logs.Listed, read);
    }

    [Theory]
    [InlineData(IntegrationVendor.ElasticPath)]
    [InlineData(IntegrationVendor.Sendcloud)]
    public async Task While_another_caller_fetches_the_token_it_ends_only_its_own_wait(IntegrationVendor vendor)
    {
        var gate = new Gate();
        await using Trial trial = await Trial.StartAsync(
            server: server => server.Sendcloud.Authentication = SendcloudAuthentication.OAuth2,
            build: builder => Intercept.Add(builder, _ => gate.PassAsync()));
        var logs = new VendorLogs(trial, vendor);
        using var canceller = new Canceller(TokenPlace.Method);

        Task<List<string>> first = logs.Items(new PagingOptions { PageSize = null }).ToListAsync();
        await gate.Reached;
        Task second = canceller.EndAsync(() => logs.Items(new PagingOptions { PageSize = null }, canceller.Method).ToListAsync());
        canceller.Cancel();
        await second.WaitAsync(Effort.Patience);
        Assert.Equal(trial.Time.Clock.Start, trial.Time.Clock.GetUtcNow());
        gate.Open();

        Assert.Equal(logs.Listed, await first.WaitAsync(Effort.Patience));
        Assert.Equal(1, logs.TokenFaults.RequestsSeen);
    }

    [Fact]
    public async Task During_a_handshake_that_never_ends_it_ends_the_call()
    {
        var connected = new Gate();
        await using RawServer server = RawServer.Start((_, _, _) => connected.PassAsync());
        IntegrationLogsClientOptions options = Trial.OptionsFor(server.BaseAddress);
        options.Sendcloud.BaseAddress = new UriBuilder(options.Sendcloud.BaseAddress) { Scheme = "https" }.Uri;
        var handshakes = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Trial trial = Trial.Against(options, builder => builder.Sendcloud.ConfigurePrimaryHttpMessageHandler((handler, _) =>
            ((SocketsHttpHandler)handler).SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) =>
            {
                handshakes.TrySetResult();
                return null!;
            }));
        using var canceller = new Canceller(TokenPlace.Method);

        Task ended = canceller.EndAsync(() => TestClient.GetAsync(trial.Client, IntegrationVendor.Sendcloud, canceller.Method));
        await handshakes.Task.WaitAsync(Effort.Patience);
        canceller.Cancel();
        await ended.WaitAsync(Effort.Patience);

        Assert.Equal((trial.Time.Clock.Start, 0), (trial.Time.Clock.GetUtcNow(), trial.Time.Clock.PendingTimers));
    }
}
