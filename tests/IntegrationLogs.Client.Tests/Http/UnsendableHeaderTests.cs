using IntegrationLogs.Client.Tests.Infrastructure;
using IntegrationLogs.Client.Tests.VendorStubs;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace IntegrationLogs.Client.Tests.Http;

/// <summary>A header that HTTP cannot carry fails with every attempt: it is no connection fault.</summary>
public sealed class UnsendableHeaderTests
{
    public static TheoryData<string, Action<IVendorClientBuilder>> Places => new()
    {
        { "a handler", vendor => vendor.AddHttpMessageHandler(() => new Intercept(
            request =>
            {
                request.Headers.TryAddWithoutValidation("X-Shop", "Zürich-canary");
                return Task.CompletedTask;
            },
            received: null)) },
        { "the HTTP client", vendor => vendor.ConfigureHttpClient(
            http => http.DefaultRequestHeaders.TryAddWithoutValidation("X-Shop", "Zürich-canary")) },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task It_is_told_by_name_after_one_attempt_wherever_it_comes_from(string place, Action<IVendorClientBuilder> add)
    {
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            int attempts = 0;
            await using TestClient test = await TestClient.StartAsync(build: builder =>
            {
                Intercept.Add(builder, _ =>
                {
                    attempts++;
                    return Task.CompletedTask;
                });
                add(builder.ElasticPath);
                add(builder.Sendcloud);
            });

            var error = await Assert.ThrowsAsync<ArgumentException>(() => test.GetAsync(vendor));

            Assert.StartsWith("The value of the header 'X-Shop' cannot be sent", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
            Assert.True(attempts == 1, place);
            Assert.Empty(test.Vendors.Requests);
        }
    }

    [Fact]
    public async Task A_parameter_of_ones_own_endpoint_is_told_too_and_good_values_are_sent()
    {
        await using WireMockVendors vendors = WireMockVendors.Start(build: builder => builder.Sendcloud.AddApi<IShopHeaderApi>());
        vendors.Given(WireMock.RequestBuilders.Request.Create().UsingGet()).RespondWith(VendorAnswer.Json(VendorAnswer.EmptyPage));
        IShopHeaderApi api = vendors.Client.GetApi<IShopHeaderApi>();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => api.GetAsync("Zürich"));
        await api.GetAsync("Zurich ~\t!");

        Assert.Contains("'X-Shop'", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, vendors.Arrivals);
    }

    [Fact]
    public async Task A_connection_that_fails_stays_a_connection_fault()
    {
        IntegrationLogsClientOptions options = TestClient.SendcloudAt(RawServer.ClosedPort());
        await using IntegrationLogsClient client = TestClient.Create(options, new ClientTime(options.Resilience));

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => TestClient.GetAsync(client, IntegrationVendor.Sendcloud));

        Assert.Equal(4, error.Attempts);
    }

    internal interface IShopHeaderApi
    {
        [Get("/shops")]
        Task<string> GetAsync([Header("X-Shop")] string shop, CancellationToken cancellationToken = default);
    }
}
