using IntegrationLogs.Client.Tests.Infrastructure;

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
        await using RawServer server = RawServer.Start(number => Page(number, number == 2 ? "{" : """{"data":[{"id":1}]}"""));
        await using IntegrationLogsClient client = IntegrationLogsClient.Create(
            TestClient.SendcloudAt(server.BaseAddress), builder => Intercept.Add(builder, _ => Task.FromResult(Interlocked.Increment(ref sent))));

        await Assert.ThrowsAsync<ApiResponseFormatException>(
            () => client.Sendcloud.GetAllLogsAsync(new PagingOptions { ReadAhead = readAhead }).ToListAsync());

        Assert.Equal(expected, sent);
    }

    [Fact]
    public async Task The_next_page_is_asked_for_while_the_consumer_works_on_this_one()
    {
        await using TestClient test = await TestClient.StartAsync(server: server => server.Sendcloud.DefaultPageSize = 10);
        await using IAsyncEnumerator<Page<SendcloudLog>> pages = test.Client.Sendcloud.GetAllLogsAsync().AsPages().GetAsyncEnumerator();

        await pages.MoveNextAsync();
        Assert.Equal(1, test.PageRequests);
        await pages.MoveNextAsync();

        await Eventually.IsTrueAsync(() => test.PageRequests == 3);
    }

    private static string Page(int number, string body) => RawServer.Ok(body).Replace(
        "Content-Type", $"Link: <https://panel.sendcloud.sc/api/v3/integrations/logs?cursor={number}>; rel=\"next\"\r\nContent-Type",
        StringComparison.Ordinal);
}
