using System.Net;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace IntegrationLogs.Client.Tests.OwnApis;

/// <summary>A mock of a vendor's endpoints stands below the package's paging.</summary>
public sealed class MockedApiTests
{
    [Fact]
    public async Task A_mock_of_Sendclouds_endpoints_is_paged()
    {
        ISendcloudApi api = Substitute.For<ISendcloudApi>();
        api.GetIntegrationLogsAsync(7, Arg.Is<SendcloudPageQuery>(page => !page.IsNext), Arg.Any<CancellationToken>())
            .Returns(Page(1, "<https://panel.sendcloud.sc/api/v3/integrations/7/logs?cursor=2>; rel=\"next\""));
        api.GetIntegrationLogsAsync(7, SendcloudPageQuery.FromNextLink("cursor=2"), Arg.Any<CancellationToken>()).Returns(Page(2));
        await using var client = IntegrationLogsClient.Create(
            TestOptions.Good(), builder => builder.Sendcloud.UseApi(_ => api));

        List<SendcloudLog> logs = await client.Sendcloud.GetIntegrationLogsAsync(7).ToListAsync();

        Assert.Equal([1, 2], logs.Select(log => log.Id));
        await api.ReceivedWithAnyArgs(2).GetIntegrationLogsAsync(default, default, default);
    }

    private static SendcloudPage<SendcloudLog> Page(long id, string? link = null) => new()
    {
        Data = [new SendcloudLog { Id = id, BaseUrl = "https://shop.example" }],
        Response = new ResponseInfo(
            HttpStatusCode.OK, link is null ? null : new Dictionary<string, IReadOnlyList<string>> { ["Link"] = [link] }),
    };
}
