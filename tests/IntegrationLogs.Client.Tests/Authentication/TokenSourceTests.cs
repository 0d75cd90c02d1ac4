using IntegrationLogs.Client.Authentication;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Tests.Authentication;

/// <summary>A function that fetches tokens, under the provider that keeps one for all callers.</summary>
public sealed class TokenSourceTests
{
    private static readonly Fault EmptyPage = Fault.Answer("""{"data":[]}""");

    [Fact]
    public async Task One_fetch_serves_all_callers_and_no_caller_cancels_it()
    {
        var gate = new TaskCompletionSource();
        int fetches = 0;
        await using TestClient test = await StartAsync(async cancellationToken =>
        {
            Interlocked.Increment(ref fetches);
            await gate.Task.WaitAsync(cancellationToken);
            return new AccessToken("mine", DateTimeOffset.MaxValue);
        });
        test.Vendors.Sendcloud.Faults.Always(EmptyPage);
        using var first = new CancellationTokenSource();
        Task<ResponseInfo> cancelled = test.GetSendcloudAsync(first.Token);
        Task<ResponseInfo>[] others = [.. Enumerable.Range(0, 20).Select(_ => test.GetSendcloudAsync())];

        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        gate.SetResult();
        await Task.WhenAll(others);

        Assert.Equal(1, fetches);
        Assert.All(test.Vendors.Requests, request => Assert.Equal("Bearer mine", request.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_refused_token_is_fetched_anew_and_one_near_its_end_is_renewed()
    {
        int fetches = 0;
        TestClient? started = null;
        await using TestClient test = started = await StartAsync(_ => Task.FromResult(
            new AccessToken($"token-{++fetches}", started!.Time.GetUtcNow().AddMinutes(10))));
        test.Vendors.Sendcloud.Faults.Enqueue(EmptyPage);
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(401));
        test.Vendors.Sendcloud.Faults.Always(EmptyPage);

        await test.GetSendcloudAsync();
        Assert.Equal(2, (await test.GetSendcloudAsync()).Attempts);
        test.Time.Clock.Advance(TimeSpan.FromMinutes(11));
        await test.GetSendcloudAsync();

        Assert.Equal(
            ["Bearer token-1", "Bearer token-1", "Bearer token-2", "Bearer token-3"],
            test.Vendors.Requests.Select(request => request.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_source_can_ask_the_container_for_what_it_needs()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        vendors.ElasticPath.Faults.Always(EmptyPage);
        var services = new ServiceCollection();
        services.AddSingleton(new Vault("from the vault".Replace(' ', '-')));
        services
            .AddIntegrationLogsClient("shop", options => options.ElasticPath.BaseAddress = vendors.ClientOptions.ElasticPath.BaseAddress)
            .ElasticPath.UseTokenSource((provider, _) =>
                Task.FromResult(new AccessToken(provider.GetRequiredService<Vault>().Secret, DateTimeOffset.MaxValue)));
        await using ServiceProvider provider = services.BuildServiceProvider();

        await TestClient.GetAsync(provider.GetRequiredKeyedService<IIntegrationLogsClient>("shop"), IntegrationVendor.ElasticPath);

        Assert.Equal("Bearer from-the-vault", Assert.Single(vendors.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task The_source_hears_of_the_clients_end()
    {
        var hanging = new TaskCompletionSource<CancellationToken>();
        await using TestClient test = await StartAsync(async cancellationToken =>
        {
            hanging.SetResult(cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return null!;
        });
        Task<ResponseInfo> call = test.GetSendcloudAsync();
        CancellationToken token = await hanging.Task.WaitAsync(Effort.Patience);
        Assert.False(token.IsCancellationRequested);

        await test.Client.DisposeAsync();

        Assert.True(token.IsCancellationRequested);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
    }

    [Fact]
    public async Task A_fetch_that_the_clients_end_cancels_says_so()
    {
        using var ended = new CancellationTokenSource();
        var source = new UsersTokenSource(
            IntegrationVendor.Sendcloud,
            async cancellationToken =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return null!;
            },
            ended.Token);
        Task<AccessToken> fetching = source.FetchAsync();
        await ended.CancelAsync();

        var error = await Assert.ThrowsAsync<ObjectDisposedException>(() => fetching);

        Assert.Equal("The client was disposed of while an access token was fetched.", error.Message);
        Assert.IsAssignableFrom<OperationCanceledException>(error.InnerException);
    }

    [Fact]
    public async Task A_connection_fault_of_the_source_is_retried_and_another_fault_reaches_the_caller()
    {
        int fetches = 0;
        await using TestClient test = await StartAsync(_ => ++fetches == 1
            ? throw new HttpRequestException("The vault cannot be reached.")
            : throw new UnauthorizedAccessException("The vault says no."));

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => test.GetSendcloudAsync());

        Assert.Equal((2, 0), (fetches, test.Vendors.Requests.Count));
    }

    [Theory]
    [InlineData("canary-token\n", "begins or ends with white space")]
    [InlineData("canary-token\r\n", "begins or ends with white space")]
    [InlineData(" canary-token", "begins or ends with white space")]
    [InlineData("canary\ntoken", "no visible ASCII")]
    [InlineData("canary-tökén", "no visible ASCII")]
    [InlineData("canary token", "no visible ASCII")]
    public async Task A_token_that_cannot_be_sent_is_refused_without_quoting_it(string token, string expected)
    {
        await using TestClient source = await StartAsync(_ => Task.FromResult(new AccessToken(token, DateTimeOffset.MaxValue)));
        await using TestClient provider = await TestClient.StartAsync(build: builder =>
        {
            builder.ElasticPath.UseAccessTokenProvider(_ => new Fixed(token));
            builder.Sendcloud.UseAccessTokenProvider(_ => new Fixed(token));
        });

        InvalidOperationException[] errors =
        [
            await Assert.ThrowsAsync<InvalidOperationException>(() => source.GetSendcloudAsync()),
            await Assert.ThrowsAsync<InvalidOperationException>(() => provider.GetSendcloudAsync()),
            await Assert.ThrowsAsync<InvalidOperationException>(() => provider.GetElasticPathAsync()),
        ];

        Assert.StartsWith("The token source of Sendcloud gave an access token that", errors[0].Message, StringComparison.Ordinal);
        Assert.Contains(nameof(Fixed), errors[1].Message, StringComparison.Ordinal);
        Assert.All(errors, error =>
        {
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        });
        Assert.Empty(source.Vendors.Requests);
        Assert.Empty(provider.Vendors.Requests);
    }

    [Fact]
    public async Task A_source_that_gives_no_token_is_told()
    {
        await using TestClient test = await StartAsync(_ => Task.FromResult<AccessToken>(null!));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => test.GetSendcloudAsync());

        Assert.StartsWith("The token source of Sendcloud gave no access token", error.Message, StringComparison.Ordinal);
        Assert.Empty(test.Vendors.Requests);
    }

    private static Task<TestClient> StartAsync(Func<CancellationToken, Task<AccessToken>> fetch) => TestClient.StartAsync(
        options => options.Sendcloud.PublicKey = options.Sendcloud.SecretKey = null,
        build: builder => builder.Sendcloud.UseTokenSource(fetch));

    private sealed record Vault(string Secret);

    private sealed class Fixed(string token) : IAccessTokenProvider
    {
        public ValueTask<AccessToken> GetAccessTokenAsync(AccessToken? rejected = null, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new AccessToken(token, DateTimeOffset.MaxValue));
    }
}
