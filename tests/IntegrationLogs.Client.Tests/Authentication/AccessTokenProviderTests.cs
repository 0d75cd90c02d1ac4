using System.Collections.Concurrent;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Tests.Authentication;

public sealed class AccessTokenProviderTests
{
    [Fact]
    public async Task A_provider_of_ones_own_needs_no_credentials_and_hears_of_a_refused_token()
    {
        var provider = new Tokens("first", "second");
        await using TestClient test = await StartAsync(provider);
        test.Vendors.ElasticPath.Faults.Enqueue(Fault.Status(401));
        test.Vendors.ElasticPath.Faults.Enqueue(Fault.Answer("""{"data":[]}"""));

        ResponseInfo info = await test.GetElasticPathAsync();

        Assert.Equal(2, info.Attempts);
        Assert.Equal([null, "first"], provider.Rejected.Select(token => token?.Value));
        Assert.Equal(["Bearer first", "Bearer second"], test.Vendors.Requests.Select(request => request.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_provider_that_gives_the_refused_token_again_ends_in_an_exception_without_a_replay()
    {
        await using TestClient test = await StartAsync(new Tokens("only", "only"));
        test.Vendors.ElasticPath.Faults.Always(Fault.Status(401));

        var error = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());

        Assert.Equal((1, 1), (error.Attempts, test.PageRequests));
    }

    [Fact]
    public async Task A_provider_without_a_token_sends_nothing()
    {
        await using TestClient test = await StartAsync(new Tokens([null]));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => test.GetElasticPathAsync());

        Assert.Contains("Tokens", error.Message, StringComparison.Ordinal);
        Assert.Empty(test.Vendors.Requests);
    }

    [Fact]
    public async Task A_providers_own_exception_reaches_the_caller_and_sends_nothing()
    {
        await using TestClient test = await StartAsync(new Tokens());

        await Assert.ThrowsAsync<NotSupportedException>(() => test.GetElasticPathAsync());

        Assert.Empty(test.Vendors.Requests);
    }

    [Fact]
    public async Task A_provider_takes_the_place_of_Sendclouds_key_pair()
    {
        await using TestClient test = await TestClient.StartAsync(
            build: builder => builder.Sendcloud.UseAccessTokenProvider(_ => new Tokens("mine")));
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Answer("""{"data":[]}"""));

        await test.GetSendcloudAsync();

        Assert.Equal("Bearer mine", Assert.Single(test.Vendors.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task A_provider_serves_its_own_vendor_only()
    {
        await using TestClient test = await StartAsync(new Tokens("mine"));

        await test.GetSendcloudAsync();

        Assert.StartsWith("Basic ", Assert.Single(test.Vendors.Requests).Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_provider_that_was_named_counts()
    {
        await using TestClient test = await TestClient.StartAsync(build: builder =>
        {
            builder.ElasticPath.UseAccessTokenProvider(_ => new Tokens("earlier"));
            builder.ElasticPath.UseAccessTokenProvider(_ => new Tokens("later"));
        });
        test.Vendors.ElasticPath.Faults.Enqueue(Fault.Answer("""{"data":[]}"""));

        await test.GetElasticPathAsync();

        Assert.Equal("Bearer later", Assert.Single(test.Vendors.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task Custom_headers_go_with_page_and_token_requests_and_to_Elastic_Path_only()
    {
        await using TestClient test = await TestClient.StartAsync(options =>
        {
            options.ElasticPath.Headers["EP-Org-ID"] = "org-1";
            options.ElasticPath.Headers["EP-Store-ID"] = "store-1";
        });

        await test.GetElasticPathAsync();
        await test.GetSendcloudAsync();

        Assert.Equal(3, test.Vendors.Requests.Count);
        foreach (RecordedRequest request in test.Vendors.Requests)
        {
            string? expected = request.Vendor == IntegrationVendor.ElasticPath ? "org-1" : null;
            Assert.Equal(expected, request.Headers.GetValueOrDefault("EP-Org-ID"));
            Assert.Equal(expected is not null, request.Headers.ContainsKey("EP-Store-ID"));
        }
    }

    private static Task<TestClient> StartAsync(Tokens provider) => TestClient.StartAsync(
        options => options.ElasticPath.ClientId = options.ElasticPath.ClientSecret = null,
        build: builder => builder.ElasticPath.UseAccessTokenProvider(_ => provider));

    private sealed class Tokens(params string?[] tokens) : IAccessTokenProvider
    {
        private int _next;

        public ConcurrentQueue<AccessToken?> Rejected { get; } = new();

        public ValueTask<AccessToken> GetAccessTokenAsync(AccessToken? rejected = null, CancellationToken cancellationToken = default)
        {
            Rejected.Enqueue(rejected);
            if (_next == tokens.Length)
            {
                throw new NotSupportedException("There are no more tokens.");
            }

            return ValueTask.FromResult(tokens[_next++] is string value ? new AccessToken(value, DateTimeOffset.MaxValue) : null!);
        }
    }
}
