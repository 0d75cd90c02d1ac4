using System.Buffers;
using System.Diagnostics;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using IntegrationLogs.Client.Tests.OwnApis;
using IntegrationLogs.Client.Tests.VendorStubs;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Tests.Diagnostics;

/// <summary>Spans say of requests what OpenTelemetry's conventions for HTTP clients want to know.</summary>
public sealed class HttpSpanTests
{
    private static readonly PagingOptions Tens = new() { PageSize = 10, ReadAhead = 0, MaxPages = 3 };

    [Fact]
    public async Task The_requests_for_pages_are_described_in_their_spans()
    {
        await using TestClient test = await TestClient.StartAsync();
        string id = test.Vendors.ElasticPath.Logs.Snapshot()[0].IntegrationId!;
        using var caller = new TracedCaller();

        await test.Client.ElasticPath.GetIntegrationLogsAsync(id, Tens).ToListAsync();
        await test.Client.Sendcloud.GetAllLogsAsync(Tens).ToListAsync();

        Activity[] elasticPath = [.. caller.Calls.Where(span => span.GetTagItem("integration_logs.vendor") is "ElasticPath")];
        Activity[] sendcloud = [.. caller.Calls.Except(elasticPath)];
        Assert.Equal((3, 3), (elasticPath.Length, sendcloud.Length));
        AssertDescribed(elasticPath, "GET", "/v2/integrations/{id}/logs", new Uri(test.Vendors.BaseAddress, $"v2/integrations/{id}/logs"));
        AssertDescribed(sendcloud, "GET", "/integrations/logs", new Uri(test.Vendors.BaseAddress, "api/v3/integrations/logs"));
        Assert.All(caller.Calls, span => Assert.Equal(
            ("1.1", 200, null, ActivityStatusCode.Unset),
            (span.GetTagItem("network.protocol.version"), span.GetTagItem("http.response.status_code"),
                span.GetTagItem("http.request.resend_count"), span.Status)));
    }

    [Fact]
    public async Task An_id_is_escaped_as_it_is_sent()
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        using var caller = new TracedCaller();

        await Record.ExceptionAsync(() => vendors.Client.ElasticPath.GetIntegrationLogsAsync("a?b/c", Tens).ToListAsync());

        AssertDescribed(
            caller.Calls, "GET", "/v2/integrations/{id}/logs", new Uri(vendors.Address, "v2/integrations/a%3Fb%2Fc/logs"));
    }

    [Theory]
    [InlineData(IntegrationVendor.ElasticPath, "/oauth/access_token", "oauth/access_token")]
    [InlineData(IntegrationVendor.Sendcloud, "/oauth2/token", "oauth2/token/")]
    public async Task The_request_for_a_token_is_a_span_within_that_of_the_token(
        IntegrationVendor vendor, string template, string path)
    {
        await using TestClient test = await TestClient.StartAsync(
            server: options => options.Sendcloud.Authentication = SendcloudAuthentication.OAuth2);
        using var caller = new TracedCaller();

        await test.GetAsync(vendor);

        Activity token = Assert.Single(caller.Spans, span => span.DisplayName == "access token");
        Activity request = Assert.Single(caller.Spans, span => span.ParentId == token.Id);
        AssertDescribed([request], "POST", template, new Uri(test.Vendors.BaseAddress, path));
        Assert.Equal(
            (200, $"{vendor}"), (request.GetTagItem("http.response.status_code"), request.GetTagItem("integration_logs.vendor")));
    }

    [Fact]
    public async Task The_request_for_one_record_is_a_span_of_its_own()
    {
        await using TestClient test = await TestClient.StartAsync();
        string elasticPath = test.Vendors.ElasticPath.Integrations.Snapshot()[0].Id!;
        long sendcloud = test.Vendors.Sendcloud.Integrations.Snapshot()[0].Id!.Value;
        using var caller = new TracedCaller();

        await test.Client.ElasticPath.GetIntegrationAsync(elasticPath);
        await test.Client.Sendcloud.GetIntegrationAsync(sendcloud);

        Assert.Equal(2, caller.Calls.Count);
        AssertDescribed(
            [caller.Calls[0]], "GET", "/v2/integrations/{id}", new Uri(test.Vendors.BaseAddress, $"v2/integrations/{elasticPath}"));
        AssertDescribed(
            [caller.Calls[1]], "GET", "/integrations/{id}", new Uri(test.Vendors.BaseAddress, $"api/v3/integrations/{sendcloud}"));
        Assert.All(caller.Calls, span => Assert.Equal(
            (200, ActivityStatusCode.Unset), (span.GetTagItem("http.response.status_code"), span.Status)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_that_is_refused_is_an_error_with_its_status_and_its_retries(bool isPage)
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Always(Fault.Status(503));
        using var caller = new TracedCaller();

        await Assert.ThrowsAsync<VendorApiException>(() => ReadAsync(test, isPage));

        Activity span = Assert.Single(caller.Calls);
        Assert.Equal(
            (503, "503", 3, ActivityStatusCode.Error),
            (span.GetTagItem("http.response.status_code"), span.GetTagItem("error.type"), span.GetTagItem("http.request.resend_count"),
                span.Status));
    }

    [Theory]
    [InlineData(true, "IntegrationLogs.Client.ApiConnectionException")]
    [InlineData(false, "System.Net.Http.HttpRequestException")]
    public async Task A_request_without_an_answer_is_an_error_without_a_status(bool isPage, string errorType)
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Always(Fault.ResetBeforeHeaders());
        using var caller = new TracedCaller();

        await Assert.ThrowsAsync<ApiConnectionException>(() => ReadAsync(test, isPage));

        Activity span = Assert.Single(caller.Calls);
        Assert.Equal(
            (null, errorType, 3, ActivityStatusCode.Error),
            (span.GetTagItem("http.response.status_code"), span.GetTagItem("error.type"), span.GetTagItem("http.request.resend_count"),
                span.Status));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_cannot_be_read_is_an_error_in_spite_of_its_status(bool isPage)
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Always(Fault.Answer("<html>"));
        using var caller = new TracedCaller();

        await Assert.ThrowsAsync<ApiResponseFormatException>(() => ReadAsync(test, isPage));

        Activity span = Assert.Single(caller.Calls);
        Assert.Equal(
            (200, "IntegrationLogs.Client.ApiResponseFormatException", ActivityStatusCode.Error),
            (span.GetTagItem("http.response.status_code"), span.GetTagItem("error.type"), span.Status));
    }

    /// <summary>Nobody but the user knows what is secret in a user's own path.</summary>
    [Fact]
    public async Task The_arguments_of_ones_own_methods_show_nowhere()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        own.Vendors.Given(VendorRequest.ElasticPath("/v2/*")).RespondWith(VendorAnswer.Json("{}"));
        using var caller = new TracedCaller();

        await Record.ExceptionAsync(() => own.Api.GetAttemptAsync("canary", 73));
        await Record.ExceptionAsync(() => own.Api.GetFileAsync("canary/of/73"));
        await Record.ExceptionAsync(() => own.Api.ProbeSettingsAsync());

        Assert.Equal(3, caller.Calls.Count);
        AssertDescribed(
            [caller.Calls[0]],
            "GET",
            "/v2/webhooks/{id}/attempts/{number}",
            new Uri(own.Vendors.Address, "v2/webhooks/***/attempts/***"));
        AssertDescribed([caller.Calls[1]], "GET", "/v2/files/{**path}", new Uri(own.Vendors.Address, "v2/files/***"));
        AssertDescribed([caller.Calls[2]], "HEAD", "/v2/settings", new Uri(own.Vendors.Address, "v2/settings"));
        Assert.DoesNotContain(
            caller.Spans.SelectMany(span => span.TagObjects), tag => $"{tag.Value}".Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_of_ones_own_list_is_one_span_named_after_its_endpoint()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        own.Vendors.Given(VendorRequest.ElasticPath("/v2/integrations"))
            .RespondWith(VendorAnswer.Json("""{"data":[],"results":{"total":0}}"""));
        using var caller = new TracedCaller();

        await AsyncPageable
            .FollowOffset<NamedIntegration>("names of mine", own.Api.GetNamesAsync, integration => integration.Id).ToListAsync();

        Activity span = Assert.Single(caller.Calls);
        AssertDescribed([span], "GET", "/v2/integrations", new Uri(own.Vendors.Address, "v2/integrations"));
        Assert.Equal(
            ("names of mine", 0), (span.GetTagItem("integration_logs.endpoint"), span.GetTagItem("integration_logs.page.items")));
    }

    [Fact]
    public async Task An_activity_in_between_makes_no_second_span_of_a_page()
    {
        using var source = new ActivitySource("HttpSpanTests");
        using var listener = new ActivityListener
        {
            ShouldListenTo = listened => listened == source,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using TestClient test = await TestClient.StartAsync(
            build: builder => builder.Sendcloud.DecorateApi((_, inner) => new OwnLogs(async page =>
            {
                using Activity? activity = source.StartActivity("of a user's own");
                return await inner.GetLogsAsync(page);
            })));
        using var caller = new TracedCaller();

        await test.GetSendcloudAsync();

        AssertDescribed(
            [Assert.Single(caller.Calls)],
            "GET",
            "/integrations/logs",
            new Uri(test.Vendors.BaseAddress, "api/v3/integrations/logs"));
    }

    [Fact]
    public async Task A_request_that_goes_on_after_its_page_was_answered_is_a_span_of_its_own()
    {
        var held = new Gate();
        Task? refresh = null;
        await using TestClient test = await TestClient.StartAsync(
            build: builder => builder.Sendcloud.DecorateApi((_, inner) => new OwnLogs(page =>
            {
                refresh = RefreshAsync();
                return Task.FromResult(new SendcloudPage<SendcloudLog> { Data = [], Response = new ResponseInfo() });

                async Task RefreshAsync()
                {
                    await held.PassAsync();
                    await inner.GetLogsAsync(page);
                }
            })));
        using var caller = new TracedCaller();

        await test.GetSendcloudAsync();
        Activity cached = Assert.Single(caller.Calls);
        held.Open();
        await refresh!.WaitAsync(Effort.Patience);

        Assert.Null(cached.GetTagItem("http.request.method"));
        Activity request = Assert.Single(caller.Calls, span => span != cached);
        AssertDescribed([request], "GET", "/integrations/logs", new Uri(test.Vendors.BaseAddress, "api/v3/integrations/logs"));
    }

    [Fact]
    public async Task The_readme_has_every_tag_of_these_spans_and_no_other()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        vendors.Sendcloud.Faults.Enqueue(Fault.Status(503));
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton(new ClientRuntime(new ClientTime(new ResilienceOptions()), () => 0.5, ArrayPool<byte>.Shared))
            .AddIntegrationLogsClient("named", vendors.ClientOptions).Services
            .BuildServiceProvider();
        ISendcloudClient client = services.GetRequiredKeyedService<ISendcloudClient>("named");
        using var caller = new TracedCaller();

        await client.GetAllLogsAsync(Tens).ToListAsync();
        await Assert.ThrowsAsync<ApiNotFoundException>(() => client.GetIntegrationAsync(long.MaxValue));

        Assert.Equal(
            caller.Calls.SelectMany(span => span.TagObjects).Select(tag => tag.Key).Distinct().Order(),
            ReadmeDocument.Table("spans").SelectMany(row => row[0].Split(", ")).Select(ReadmeDocument.Code).Order());
    }

    private static void AssertDescribed(IReadOnlyCollection<Activity> spans, string method, string template, Uri address)
    {
        Assert.NotEmpty(spans);
        Assert.All(spans, span => Assert.Equal(($"{method} {template}", ActivityKind.Client), (span.DisplayName, span.Kind)));
        Assert.All(spans, span => Assert.Equal(
            [
                ("http.request.method", method), ("server.address", address.Host), ("server.port", $"{address.Port}"),
                ("url.full", address.AbsoluteUri), ("url.template", template),
            ],
            span.TagObjects
                .Where(tag => tag.Key is "http.request.method" or "server.address" or "server.port" or "url.full" or "url.template")
                .Select(tag => (tag.Key, $"{tag.Value}"))
                .Order()));
        Assert.All(spans, span => Assert.IsType<int>(span.GetTagItem("server.port")));
    }

    private static Task ReadAsync(TestClient test, bool isPage) =>
        isPage ? test.GetSendcloudAsync() : test.Client.Sendcloud.GetIntegrationAsync(1);

    /// <summary>All logs by a function, and nothing else.</summary>
    private sealed class OwnLogs(Func<SendcloudPageQuery, Task<SendcloudPage<SendcloudLog>>> get) : ISendcloudApi
    {
        public Task<SendcloudPage<SendcloudLog>> GetLogsAsync(
            SendcloudPageQuery page = default, CancellationToken cancellationToken = default) => get(page);

        public Task<SendcloudPage<SendcloudLog>> GetIntegrationLogsAsync(
            long integrationId, SendcloudPageQuery page = default, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<SendcloudPage<SendcloudIntegration>> GetIntegrationsAsync(
            SendcloudPageQuery page = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<SendcloudIntegration> GetIntegrationAsync(long integrationId, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
