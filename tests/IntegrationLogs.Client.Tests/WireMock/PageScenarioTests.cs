using System.Globalization;
using IntegrationLogs.Client.Tests.Infrastructure;
using WireMock.Matchers;

namespace IntegrationLogs.Client.Tests.VendorStubs;

/// <summary>Lists of many pages: Sendcloud's led by links, Elastic Path's made from the request by a template of WireMock.Net.</summary>
public sealed class PageScenarioTests
{
    private const string Scenario = "pages";

    /// <summary>The records of the page that the request asks for, and what the request says of the page.</summary>
    private const string ElasticPathPage = """
        {
            "data": [
                {{#each data.ids}}
                    {{#if (Boolean.And (Math.GreaterThanEqual @index OFFSET) (Math.LessThan @index (Math.Add OFFSET LIMIT)))}}
                        {{#if (Math.GreaterThan @index OFFSET)}},{{/if}} { "id": "{{this}}", "type": "integration-log" }
                    {{/if}}
                {{/each}}
            ],
            "meta": { "limit": {{Math.Add LIMIT 0}}, "offset": {{Math.Add OFFSET 0}} },
            "results": { "total": {{data.ids.Count}} }
        }
        """;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Elastic_Path_pages_come_by_offset_and_every_record_once(int readAhead)
    {
        List<string> ids = [.. Enumerable.Range(1, 35).Select(number => $"log-{number}")];
        await using WireMockVendors vendors = WireMockVendors.Start();
        Stub(vendors, ids, withOffset: false, "0");
        Stub(vendors, ids, withOffset: true, $"@root.request.query.[{VendorRequest.PageOffset}].[0]");

        List<ElasticPathLog> logs = await vendors.Client.ElasticPath
            .GetAllLogsAsync(new PagingOptions { PageSize = 10, ReadAhead = readAhead }).ToListAsync();

        Assert.Equal(ids, logs.Select(log => log.Id));
        Assert.All(vendors.PageRequests, request => Assert.Equal("10", Assert.Single(request.Query![VendorRequest.PageLimit])));
        Assert.Equal("GET /v2/integrations/logs?page%5Blimit%5D=10", vendors.PageRequests[0].Line());
        Assert.Equal(
            [9, 18, 27], vendors.PageRequests.Skip(1).Select(request => int.Parse(
                Assert.Single(request.Query![VendorRequest.PageOffset]), CultureInfo.InvariantCulture)).Order());
    }

    [Fact]
    public async Task Sendcloud_pages_follow_the_links_until_there_is_none()
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.Sendcloud("/integrations/7/logs").WithParam("cursor", MatchBehaviour.RejectOnMatch))
            .InScenario(Scenario).WillSetStateTo("second")
            .RespondWith(VendorAnswer.Linked(Page(1, 2), "https://panel.sendcloud.sc/v3/integrations/7/logs?cursor=cj0xJnA9Mg=="));
        vendors.Given(VendorRequest.Sendcloud("/integrations/7/logs").WithParam("cursor", "cj0xJnA9Mg=="))
            .InScenario(Scenario).WhenStateIs("second").WillSetStateTo("third")
            .RespondWith(VendorAnswer.Json(Page(3)).WithHeader(
                "Link",
                """<https://panel.sendcloud.sc/v3/x?cursor=y>; rel="prev", </v3/integrations/7/logs?cursor=a%2Bb>; rel="next" """));
        vendors.Given(VendorRequest.Sendcloud("/integrations/7/logs").WithParam("cursor", "a+b"))
            .InScenario(Scenario).WhenStateIs("third").WillSetStateTo("over")
            .RespondWith(VendorAnswer.Json(Page(4, 5)).WithHeader("Link", "<https://panel.sendcloud.sc/api/v3/x?cursor=z>; rel=\"prev\""));

        List<SendcloudLog> logs = await vendors.Client.Sendcloud.GetIntegrationLogsAsync(7).ToListAsync();

        Assert.Equal([1, 2, 3, 4, 5], logs.Select(log => log.Id));
        Assert.Equal(["?page_size=100", "?cursor=cj0xJnA9Mg==", "?cursor=a%2Bb"], vendors.PageRequests.Select(request => request.RawQuery));
    }

    private static void Stub(WireMockVendors vendors, List<string> ids, bool withOffset, string offset)
    {
        string page = ElasticPathPage
            .Replace("OFFSET", offset, StringComparison.Ordinal)
            .Replace("LIMIT", $"@root.request.query.[{VendorRequest.PageLimit}].[0]", StringComparison.Ordinal);
        MatchBehaviour behaviour = withOffset ? MatchBehaviour.AcceptOnMatch : MatchBehaviour.RejectOnMatch;
        vendors.Given(VendorRequest.AllLogs(IntegrationVendor.ElasticPath).WithParam(VendorRequest.PageOffset, behaviour))
            .WithData(new { ids })
            .RespondWith(VendorAnswer.Json(page).WithTransformer());
    }

    private static string Page(params int[] ids) => $$"""{"data":[{{string.Join(',', ids.Select(id => $$"""{"id":{{id}}}"""))}}]}""";
}
