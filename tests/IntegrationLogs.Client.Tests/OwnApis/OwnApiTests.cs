using System.Net;
using IntegrationLogs.Client.Tests.Infrastructure;
using IntegrationLogs.Client.Tests.VendorStubs;
using Microsoft.Extensions.DependencyInjection;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace IntegrationLogs.Client.Tests.OwnApis;

/// <summary>Interfaces of a user's own have the client's credentials, retries, limits and exceptions.</summary>
public sealed class OwnApiTests
{
    private const string Settings = """{"data":{"type":"settings","page_offset_limit":10000}}""";

    [Fact]
    public async Task A_method_of_ones_own_is_sent_with_the_clients_token()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        own.Vendors.Given(VendorRequest.ElasticPath("/v2/settings")).RespondWith(VendorAnswer.Json(Settings));

        StoreAnswer answer = await own.Api.GetSettingsAsync();

        Assert.Equal(10_000, answer.Data.PageOffsetLimit);
        Assert.Equal("Bearer " + VendorAnswer.AccessToken, Assert.Single(own.Vendors.PageRequests).Header("Authorization"));
    }

    [Fact]
    public async Task A_derived_interface_has_the_packages_methods_too()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        own.Vendors.Given(VendorRequest.ElasticPath("/v2/integrations/logs"))
            .RespondWith(VendorAnswer.Json(Examples.Text(Examples.AllLogs)).WithHeader("X-Request-Id", "r-1"));

        ElasticPathPage<ElasticPathLog> page = await own.Api.GetLogsAsync(new ElasticPathPageQuery(Limit: 5, Offset: 7));

        Assert.Equal((404, 1L, "r-1"), (Assert.Single(page.Data).StatusCode, page.TotalItems, page.Response.RequestId));
        Assert.Equal(
            "GET /v2/integrations/logs?page%5Blimit%5D=5&page%5Boffset%5D=7", Assert.Single(own.Vendors.PageRequests).Line());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public async Task A_derived_interface_refuses_what_the_packages_methods_refuse(long id)
    {
        await using OwnApiClient<IParcelApi> own = OwnApiClient.Parcels();

        var ofLogs = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => own.Api.GetIntegrationLogsAsync(id));
        var ofOne = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => own.Api.GetIntegrationAsync(id));

        Assert.Equal(("integrationId", "integrationId"), (ofLogs.ParamName, ofOne.ParamName));
        Assert.Empty(own.Vendors.Requests);
    }

    [Fact]
    public async Task Text_comes_as_it_is()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        own.Vendors.Given(VendorRequest.ElasticPath("/v2/settings")).RespondWith(VendorAnswer.Json(Settings));

        Assert.Equal(Settings, await own.Api.GetSettingsTextAsync());
    }

    [Fact]
    public async Task A_GET_is_tried_again()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        own.Once(VendorRequest.ElasticPath("/v2/settings"), VendorAnswer.Status(503), VendorAnswer.Json(Settings));

        await own.Api.GetSettingsAsync();

        Assert.Equal(2, own.Vendors.PageRequests.Count);
    }

    [Fact]
    public async Task JSON_that_breaks_off_is_asked_for_again()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        own.Once(VendorRequest.ElasticPath("/v2/settings"), VendorAnswer.Json(Settings[..^5]), VendorAnswer.Json(Settings));
        own.Once(
            VendorRequest.ElasticPath("/v2/integrations"),
            VendorAnswer.Json("""{"data":[{"id":"a"}"""),
            VendorAnswer.Json("""{"data":[{"id":"a"}]}"""));

        Assert.Equal(10_000, (await own.Api.GetSettingsAsync()).Data.PageOffsetLimit);
        ElasticPathPage<NamedIntegration> names = await own.Api.GetNamesAsync();

        Assert.Equal((1, 2), (names.Data.Count, names.Response.Attempts));
        Assert.Equal(4, own.Vendors.PageRequests.Count);
    }

    [Fact]
    public async Task JSON_that_is_text_to_its_reader_may_break_off()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        own.Vendors.Given(VendorRequest.ElasticPath("/v2/settings")).RespondWith(VendorAnswer.Json(Settings[..^5]));

        Assert.Equal(Settings[..^5], await own.Api.GetSettingsTextAsync());
        Assert.Single(own.Vendors.PageRequests);
    }

    [Fact]
    public async Task A_HEAD_is_tried_again_and_needs_no_body()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        own.Once(Request.Create().UsingHead().WithPath("/v2/settings"), VendorAnswer.Status(503), VendorAnswer.Status(200));

        await own.Api.ProbeSettingsAsync();

        Assert.Equal(2, own.Vendors.Requests.Count(request => request.Method == "HEAD"));
    }

    [Fact]
    public async Task A_POST_is_sent_once_and_its_failure_is_told()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        own.Once(Request.Create().UsingPost().WithPath("/v2/integrations"), VendorAnswer.Status(503), VendorAnswer.Json(Settings));

        var error = await Assert.ThrowsAsync<VendorApiException>(() => own.Api.CreateAsync(new NamedIntegration("a", "b")));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (error.StatusCode, error.Attempts));
        Assert.StartsWith("ElasticPath answered POST /v2/integrations with 503", error.Message, StringComparison.Ordinal);
        Assert.Equal("""{"id":"a","name":"b"}""", Assert.Single(own.Posts("/v2/integrations")).Body);
    }

    [Fact]
    public async Task A_POST_is_sent_again_with_a_new_token_after_a_401()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        RenewToken(own);
        own.Once(Request.Create().UsingPost().WithPath("/v2/integrations"), VendorAnswer.Status(401), VendorAnswer.Json(Settings));

        await own.Api.CreateAsync(new NamedIntegration("a", "b"));

        Assert.Equal(["Bearer old", "Bearer new"], own.Posts("/v2/integrations").Select(request => request.Header("Authorization")));
        Assert.All(own.Posts("/v2/integrations"), request => Assert.Equal("""{"id":"a","name":"b"}""", request.Body));
    }

    [Fact]
    public async Task A_stream_is_sent_again_with_a_new_token_too()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        RenewToken(own);
        own.Once(Request.Create().UsingPost().WithPath("/v2/files"), VendorAnswer.Status(401), VendorAnswer.Json(Settings));

        await own.Api.UploadAsync(new OnceStream("a file"u8.ToArray()));

        Assert.Equal(["a file", "a file"], own.Posts("/v2/files").Select(request => request.Body));
    }

    [Fact]
    public async Task A_method_without_a_result_takes_an_empty_answer()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        own.Vendors.Given(Request.Create().UsingDelete().WithPath("/v2/integrations/a")).RespondWith(VendorAnswer.Status(204));

        await own.Api.DeleteAsync("a");

        Assert.Equal("DELETE /v2/integrations/a", own.Vendors.Requests[^1].Line());
    }

    [Theory]
    [InlineData(204)]
    [InlineData(200)]
    public async Task An_empty_answer_where_a_result_is_promised_is_an_exception(int status)
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        own.Vendors.Given(VendorRequest.ElasticPath("/v2/settings")).RespondWith(VendorAnswer.Status(status));

        var error = await Assert.ThrowsAsync<ApiResponseFormatException>(() => own.Api.GetSettingsAsync());

        Assert.Contains($"ElasticPath, GET /v2/settings: the answer ({status}) is empty.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null", "The document is null")]
    [InlineData("""{"data":[]}""", "could not be converted")]
    [InlineData("<html>", "'<' is an invalid start of a value")]
    public async Task An_answer_that_cannot_be_read_is_told(string body, string reason)
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        own.Vendors.Given(VendorRequest.ElasticPath("/v2/settings")).RespondWith(VendorAnswer.Json(body));

        var error = await Assert.ThrowsAsync<ApiResponseFormatException>(() => own.Api.GetSettingsAsync());

        Assert.Contains("GET /v2/settings: the answer is not the JSON that was expected", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_the_packages_exception()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        own.Vendors.Given(VendorRequest.ElasticPath("/v2/settings"))
            .RespondWith(VendorAnswer.Json("""{"errors":[{"title":"Not Found","detail":"no settings"}]}""", 404));

        var error = await Assert.ThrowsAsync<ApiNotFoundException>(() => own.Api.GetSettingsAsync());

        Assert.Equal("no settings", Assert.Single(error.Errors).Detail);
    }

    [Fact]
    public async Task An_answer_longer_than_the_limit_is_refused()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store(options => options.Resilience.MaxResponseBytes = 1_024);
        own.Vendors.Given(VendorRequest.ElasticPath("/v2/settings")).RespondWith(VendorAnswer.Json(new string(' ', 1_025)));

        var error = await Assert.ThrowsAsync<ApiResponseFormatException>(() => own.Api.GetSettingsAsync());

        Assert.Contains("Resilience.MaxResponseBytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData(null)]
    public async Task An_id_that_leads_to_another_endpoint_is_refused_before_anything_is_sent(string? id)
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => own.Api.GetAttemptAsync(id!, 1));
        await Assert.ThrowsAsync<ArgumentException>(() => own.Api.DeleteAsync(id!));

        Assert.Contains("GET /v2/webhooks/{id}/attempts/{number}", error.Message, StringComparison.Ordinal);
        Assert.Empty(own.Vendors.Requests);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_refused_before_anything_is_sent()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => own.Api.GetAttemptAsync("\ud83d", 1));

        Assert.Equal("An argument is not valid Unicode: it has half of a surrogate pair.", error.Message);
        Assert.Empty(own.Vendors.Requests);
    }

    [Fact]
    public async Task A_path_of_many_segments_stays_below_its_route()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        own.Vendors.Given(VendorRequest.ElasticPath("/v2/files/a/b c")).RespondWith(VendorAnswer.Json(Settings));

        await own.Api.GetFileAsync("a/b c");
        await Assert.ThrowsAsync<ArgumentException>(() => own.Api.GetFileAsync("../settings"));

        Assert.Single(own.Vendors.PageRequests);
    }

    [Fact]
    public async Task A_cancellation_comes_back_with_the_callers_token()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        var error = await Assert.ThrowsAsync<OperationCanceledException>(() => own.Api.GetSettingsAsync(cancellation.Token));

        Assert.Equal(cancellation.Token, error.CancellationToken);
    }

    [Fact]
    public async Task A_disposed_client_is_told()
    {
        OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        await own.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => own.Api.GetSettingsAsync());
    }

    [Fact]
    public async Task Each_account_has_a_client_with_its_name_as_the_key()
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.Sendcloud("/integrations", "Basic bm9ydGg6c2VjcmV0"))
            .RespondWith(VendorAnswer.Json("""{"data":[{"id":1,"shop_name":"north"}]}"""));
        vendors.Given(VendorRequest.Sendcloud("/integrations", "Basic c291dGg6c2VjcmV0"))
            .RespondWith(VendorAnswer.Json("""{"data":[{"id":2,"shop_name":"south"}]}"""));
        var services = new ServiceCollection();
        foreach (string name in new[] { "north", "south" })
        {
            services.AddIntegrationLogsClient(name, options =>
            {
                options.Sendcloud.BaseAddress = new Uri(vendors.Address, "/api/v3");
                (options.Sendcloud.PublicKey, options.Sendcloud.SecretKey) = (name, "secret");
            }).Sendcloud.AddApi<IParcelApi>(OwnJson.Default);
        }

        await using ServiceProvider provider = services.BuildServiceProvider();
        SendcloudPage<Shop> north = await provider.GetRequiredKeyedService<IParcelApi>("north").GetShopsAsync();
        SendcloudPage<Shop> south = await provider.GetRequiredKeyedService<IParcelApi>("south").GetShopsAsync();

        Assert.Equal(("north", "south"), (Assert.Single(north.Data).Name, Assert.Single(south.Data).Name));
        Assert.Null(provider.GetService<IParcelApi>());
    }

    [Fact]
    public void A_vendor_without_credentials_is_told_with_the_settings()
    {
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(options => options.Sendcloud.PublicKey = options.Sendcloud.SecretKey = "key-of-8")
            .ElasticPath.AddApi<IStoreApi>(OwnJson.Default);
        using ServiceProvider provider = services.BuildServiceProvider();

        var error = Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<IStoreApi>());

        Assert.Contains("ElasticPath.ClientId", error.Message, StringComparison.Ordinal);
    }

    private static void RenewToken(OwnApiClient<IStoreApi> own) => own.Once(
        Request.Create().UsingPost().WithPath("/oauth/access_token"),
        VendorAnswer.ElasticPathToken("old"),
        VendorAnswer.ElasticPathToken("new"));

    /// <summary>A stream that can be read once.</summary>
    private sealed class OnceStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
