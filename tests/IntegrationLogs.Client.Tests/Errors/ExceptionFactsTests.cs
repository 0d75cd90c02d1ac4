using System.Net;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using IntegrationLogs.Client.Tests.VendorStubs;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Tests.Errors;

/// <summary>Every exception says which account and which endpoint it is about, and whether trying later is worth it.</summary>
public sealed class ExceptionFactsTests
{
    private const string ElasticPathLogs = "GET /v2/integrations/logs";
    private const string ElasticPathTokens = "POST /oauth/access_token";

    private static readonly Cases<(Fault Fault, Type Exception, bool IsTransient)> Faults = new()
    {
        { "400", (Fault.Status(400), typeof(VendorApiException), false) },
        { "401", (Fault.Status(401), typeof(ApiAuthenticationException), false) },
        { "403", (Fault.Status(403), typeof(ApiAuthenticationException), false) },
        { "404", (Fault.Status(404), typeof(ApiNotFoundException), false) },
        { "408", (Fault.Status(408), typeof(VendorApiException), true) },
        { "429", (Fault.Status(429), typeof(ApiRateLimitException), true) },
        { "500", (Fault.Status(500), typeof(VendorApiException), true) },
        { "501", (Fault.Status(501), typeof(VendorApiException), false) },
        { "503", (Fault.Status(503), typeof(VendorApiException), true) },
        { "503 and when to come back", (Fault.Status(503, retryAfter: "3600"), typeof(ApiRateLimitException), true) },
        { "505", (Fault.Status(505), typeof(VendorApiException), false) },
        { "a redirect", (Fault.Redirect(new Uri("https://elsewhere.example")), typeof(VendorApiException), false) },
        { "a reset connection", (Fault.ResetBeforeHeaders(), typeof(ApiConnectionException), true) },
        { "a body that breaks off", (Fault.Truncate(afterBytes: 10), typeof(ApiConnectionException), true) },
        { "JSON that breaks off", (Fault.Answer("""{"data":[{"id":"a"},{"id":"""), typeof(ApiResponseFormatException), true) },
        { "a page of HTML", (Fault.Answer("<html>Log in</html>", "text/html"), typeof(ApiResponseFormatException), false) },
    };

    private static readonly Cases<(Fault Fault, Type Exception, bool IsTransient)> TokenFaults = new()
    {
        { "400", (Fault.Status(400), typeof(ApiAuthenticationException), false) },
        { "401", (Fault.Status(401), typeof(ApiAuthenticationException), false) },
        { "404", (Fault.Status(404), typeof(ApiAuthenticationException), false) },
        { "408", (Fault.Status(408), typeof(ApiAuthenticationException), true) },
        { "429", (Fault.Status(429), typeof(ApiRateLimitException), true) },
        { "500", (Fault.Status(500), typeof(ApiAuthenticationException), true) },
        { "503", (Fault.Status(503), typeof(ApiAuthenticationException), true) },
        { "a reset connection", (Fault.ResetBeforeHeaders(), typeof(ApiConnectionException), true) },
        { "no token", (Fault.Answer("{}"), typeof(ApiAuthenticationException), false) },
    };

    public static TheoryData<string> FaultsNames => Faults.Names;

    public static TheoryData<string> TokenFaultsNames => TokenFaults.Names;

    [Theory]
    [MemberData(nameof(FaultsNames))]
    public async Task A_page_request_that_fails_names_its_endpoint_and_whether_it_may_pass(string what)
    {
        (Fault fault, Type type, bool isTransient) = Faults[what];
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using TestClient test = await TestClient.StartAsync(options => options.Resilience.MaxRetries = 0);
            test.Faults(vendor).Always(fault);

            var error = await Assert.ThrowsAnyAsync<IntegrationLogsException>(() => test.GetAsync(vendor));

            Assert.Equal(type, error.GetType());
            Assert.Equal(
                (vendor, "", vendor == IntegrationVendor.ElasticPath ? ElasticPathLogs : "GET /integrations/logs", isTransient),
                (error.Vendor, error.Account, error.Endpoint, error.IsTransient));
        }
    }

    [Theory]
    [MemberData(nameof(TokenFaultsNames))]
    public async Task A_token_request_that_fails_names_the_token_endpoint_and_whether_it_may_pass(string what)
    {
        (Fault fault, Type type, bool isTransient) = TokenFaults[what];
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using TestClient test = await TestClient.StartAsync(
                options => options.Resilience.MaxRetries = 0,
                server => server.Sendcloud.Authentication = SendcloudAuthentication.OAuth2);
            FaultScript faults =
                vendor == IntegrationVendor.ElasticPath ? test.Vendors.ElasticPath.TokenFaults : test.Vendors.Sendcloud.TokenFaults;
            faults.Always(fault);

            var error = await Assert.ThrowsAnyAsync<IntegrationLogsException>(() => test.GetAsync(vendor));

            Assert.Equal(type, error.GetType());
            Assert.Equal(
                (vendor, "", vendor == IntegrationVendor.ElasticPath ? ElasticPathTokens : "POST /oauth2/token", isTransient),
                (error.Vendor, error.Account, error.Endpoint, error.IsTransient));
        }
    }

    [Fact]
    public async Task A_named_client_is_the_account()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        vendors.ElasticPath.TokenFaults.Always(Fault.Status(400));
        vendors.Sendcloud.Faults.Always(Fault.Status(404));
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient("nl", options =>
            (options.ElasticPath, options.Sendcloud) = (vendors.ClientOptions.ElasticPath, vendors.ClientOptions.Sendcloud));
        await using ServiceProvider provider = services.BuildServiceProvider();
        var client = provider.GetRequiredKeyedService<IIntegrationLogsClient>("nl");

        var noToken = await Assert.ThrowsAsync<ApiAuthenticationException>(
            () => TestClient.GetAsync(client, IntegrationVendor.ElasticPath));
        var notFound = await Assert.ThrowsAsync<ApiNotFoundException>(() => client.Sendcloud.GetIntegrationAsync(7));

        Assert.Equal(("nl", ElasticPathTokens), (noToken.Account, noToken.Endpoint));
        Assert.Equal(("nl", "GET /integrations/{id}"), (notFound.Account, notFound.Endpoint));
    }

    [Fact]
    public async Task A_certificate_that_is_not_accepted_does_not_pass()
    {
        await using TestClient test = await TestClient.StartAsync(server: options => options.UseHttps = true);

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => test.GetSendcloudAsync());

        Assert.Equal((1, false), (error.Attempts, error.IsTransient));
    }

    [Fact]
    public async Task A_time_out_may_pass()
    {
        ClientTime? time = null;
        await using RawServer server = RawServer.Start(async (_, _, stopping) =>
        {
            time!.Clock.Advance(TimeSpan.FromSeconds(15));
            await Task.Delay(Timeout.Infinite, stopping);
        });
        IntegrationLogsClientOptions options = TestClient.SendcloudAt(server.BaseAddress);
        options.Resilience.MaxRetries = 0;
        time = new ClientTime(options.Resilience);
        await using IntegrationLogsClient client = TestClient.Create(options, time);

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => TestClient.GetAsync(client, IntegrationVendor.Sendcloud));

        Assert.Equal((true, true, "GET /integrations/logs"), (error.IsTimeout, error.IsTransient, error.Endpoint));
    }

    [Fact]
    public async Task A_list_that_cannot_be_followed_does_not_pass()
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.AllLogs(IntegrationVendor.Sendcloud))
            .RespondWith(VendorAnswer.Json(VendorAnswer.EmptyPage).WithHeader("Link", "<unreadable"));

        var error = await Assert.ThrowsAsync<PagingException>(() => vendors.GetAsync(IntegrationVendor.Sendcloud));

        Assert.Equal(("GET /integrations/logs", false), (error.Endpoint, error.IsTransient));
    }

    [Fact]
    public void What_users_make_says_what_it_is_told_to()
    {
        Assert.True(new VendorApiException(IntegrationVendor.Sendcloud, HttpStatusCode.BadGateway, "why").IsTransient);
        Assert.False(new ApiNotFoundException(IntegrationVendor.Sendcloud, HttpStatusCode.NotFound, "why").IsTransient);
        Assert.True(new ApiRateLimitException(IntegrationVendor.Sendcloud, HttpStatusCode.Forbidden, "why").IsTransient);
        Assert.True(new ApiConnectionException(IntegrationVendor.Sendcloud, "why").IsTransient);
        Assert.False(new ApiResponseFormatException(IntegrationVendor.Sendcloud, "why").IsTransient);
        Assert.False(new PagingException(IntegrationVendor.Sendcloud, "why").IsTransient);

        var told = new ApiConnectionException(IntegrationVendor.Sendcloud, "why")
        {
            Account = "nl",
            Endpoint = "GET /x",
            IsTransient = false,
        };
        Assert.Equal(("nl", "GET /x", false), (told.Account, told.Endpoint, told.IsTransient));
        var untold = new PagingException(IntegrationVendor.Sendcloud, "why");
        Assert.Equal((null, null), (untold.Account, untold.Endpoint));
    }
}
