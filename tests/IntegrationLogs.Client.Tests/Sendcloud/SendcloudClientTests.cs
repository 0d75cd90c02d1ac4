using IntegrationLogs.Client.Tests.Infrastructure;
using IntegrationLogs.Client.Tests.VendorStubs;
using WireMock.Matchers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace IntegrationLogs.Client.Tests.Sendcloud;

public sealed class SendcloudClientTests
{
    /// <summary>Shown with a second page that cannot be read: what is asked for after reading it would not be asked for.</summary>
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 3)]
    [InlineData(8, 3)]
    public async Task The_next_page_is_asked_for_before_the_one_with_its_link_is_read(int readAhead, int expected)
    {
        int sent = 0;
        await using WireMockVendors vendors = WireMockVendors.Start(
            build: builder => Intercept.Add(builder, _ => Task.FromResult(Interlocked.Increment(ref sent))));
        vendors.Given(AllLogs.WithParam("cursor", MatchBehaviour.RejectOnMatch)).RespondWith(Page("""{"data":[{"id":1}]}""", 2));
        vendors.Given(AllLogs.WithParam("cursor", "2")).RespondWith(Page("""{"data":5}""", 3));
        vendors.Given(AllLogs.WithParam("cursor", "3")).RespondWith(VendorAnswer.Json("""{"data":[{"id":3}]}"""));

        await Assert.ThrowsAsync<ApiResponseFormatException>(
            () => vendors.Client.Sendcloud.GetAllLogsAsync(new PagingOptions { PageSize = null, ReadAhead = readAhead }).ToListAsync());

        Assert.Equal(expected, sent);
    }

    [Fact]
    public async Task The_next_page_is_asked_for_while_the_consumer_works_on_this_one()
    {
        await using TestClient test = await TestClient.StartAsync(server: server => server.Sendcloud.DefaultPageSize = 10);
        await using IAsyncEnumerator<Page<SendcloudLog>> pages = test.Client.Sendcloud
            .GetAllLogsAsync(new PagingOptions { PageSize = null }).AsPages().GetAsyncEnumerator();

        await pages.MoveNextAsync();
        Assert.Equal(1, test.PageRequests);
        await pages.MoveNextAsync();

        await Eventually.IsTrueAsync(() => test.PageRequests == 3);
    }

    private static IRequestBuilder AllLogs => VendorRequest.AllLogs(IntegrationVendor.Sendcloud);

    private static IResponseBuilder Page(string body, int next) =>
        VendorAnswer.Linked(body, $"https://panel.sendcloud.sc/api/v3/integrations/logs?cursor={next}");
}
