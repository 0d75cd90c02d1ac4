using System.Text;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Sendcloud;

/// <summary>The query of a next link, on the wire: a raw server, since WireMock.Net decodes what it was asked.</summary>
public sealed class NextQueryTests
{
    [Theory]
    [InlineData("cursor=a%2Bb", "cursor=a%2Bb")]
    [InlineData("cursor=a%2bb", "cursor=a%2bb")]
    [InlineData("cursor=a+b", "cursor=a+b")]
    [InlineData("cursor=a%20b", "cursor=a%20b")]
    [InlineData("cursor=MQ==&page_size=25", "cursor=MQ==&page_size=25")]
    [InlineData("cursor=2023-03-01T02:02:00", "cursor=2023-03-01T02:02:00")]
    [InlineData("page_size=25&cursor=x&&y", "page_size=25&cursor=x&&y")]
    [InlineData("cursor=gr%C3%BCn", "cursor=gr%C3%BCn")]
    [InlineData("cursor=grün", "cursor=gr%C3%BCn")]
    public async Task A_query_is_sent_as_it_is_given_and_what_no_address_can_hold_is_escaped(string query, string sent)
    {
        string? line = null;
        await using var server = RawServer.Start((_, request, stream, token) =>
        {
            line = request.Split("\r\n")[0];
            return stream.WriteAsync(EmptyPage, token).AsTask();
        });
        await using IntegrationLogsClient client = IntegrationLogsClient.Create(TestClient.SendcloudAt(server.BaseAddress));

        SendcloudPage<SendcloudLog> page = await client.GetApi<ISendcloudApi>().GetLogsAsync(SendcloudPageQuery.FromNextLink(query));

        Assert.Empty(page.Data);
        Assert.Equal($"GET /api/v3/integrations/logs?{sent} HTTP/1.1", line);
    }

    private static ReadOnlyMemory<byte> EmptyPage { get; } = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"data\":[]}");
}
