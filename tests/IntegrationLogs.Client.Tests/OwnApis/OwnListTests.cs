using IntegrationLogs.Client.Tests.Infrastructure;
using IntegrationLogs.Client.Tests.VendorStubs;
using WireMock.Matchers;

namespace IntegrationLogs.Client.Tests.OwnApis;

/// <summary>Lists of a user's own endpoints are paged as the package pages its own.</summary>
public sealed class OwnListTests
{
    private const string List = "/v2/integrations";

    [Fact]
    public async Task Pages_by_offset_are_followed_with_records_of_ones_own()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        StubNames(own);

        List<NamedIntegration> names = await AsyncPageable
            .FollowOffset<NamedIntegration>(List, own.Api.GetNamesAsync, integration => integration.Id, new PagingOptions { PageSize = 2 })
            .ToListAsync();

        Assert.Equal(["one", "two", "three"], names.Select(integration => integration.Name));
    }

    [Fact]
    public async Task Pages_of_a_type_of_ones_own_are_followed_by_offset()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        StubNames(own);

        List<Page<NamedIntegration>> pages = await AsyncPageable
            .FollowOffset<NamedPage, NamedIntegration>(List, own.Api.GetNamePageAsync, new PagingOptions { PageSize = 2 })
            .AsPages().ToListAsync();

        Assert.Equal(["one", "two", "three"], pages.SelectMany(page => page.Items).Select(integration => integration.Name));
        Assert.Equal((3, 200), (pages[0].TotalItems, (int)pages[0].Response.StatusCode));
    }

    [Fact]
    public async Task A_list_whose_pages_count_nothing_is_read_up_to_an_empty_page()
    {
        NamedIntegration[] all = [.. Enumerable.Range(1, 5).Select(number => new NamedIntegration($"{number}", "x"))];
        int requests = 0;

        List<NamedIntegration> read = await AsyncPageable.FollowOffset<NamedPage, NamedIntegration>(List, (query, _) =>
        {
            requests++;
            return Task.FromResult(new NamedPage([.. all.Skip(query.Offset ?? 0).Take(2)], Counted: null));
        }).ToListAsync();

        Assert.Equal(all, read);
        Assert.True(requests > 3, $"{requests} requests");
    }

    [Fact]
    public async Task A_page_of_the_packages_type_says_what_the_envelope_says()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        own.Vendors.Given(VendorRequest.ElasticPath(List)).RespondWith(VendorAnswer.Json(
            """
            {"data":[{"id":"1","name":"one"}],"links":{"next":"/integrations?page"},
             "meta":{"page":{"limit":1,"offset":0,"current":1,"total":9},"results":{"total":9}}}
            """).WithHeader("X-Request-Id", "r"));

        ElasticPathPage<NamedIntegration> page = await own.Api.GetNamesAsync();

        Assert.Equal("one", Assert.Single(page.Data).Name);
        Assert.Equal((1, 0, 1, 9, 9), (page.Limit, page.Offset, page.CurrentPage, page.TotalPages, page.TotalItems));
        Assert.Equal((true, "/integrations?page", "r"), (page.HasLinks, page.NextLink, page.Response.RequestId));
    }

    [Fact]
    public async Task A_null_stands_for_no_records()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        own.Vendors.Given(VendorRequest.ElasticPath(List)).RespondWith(VendorAnswer.Json("""{"data":null}"""));

        Assert.Empty((await own.Api.GetNamesAsync()).Data);
    }

    [Theory]
    [InlineData("cursor=a%2Bb%3D")]
    [InlineData("cursor=a%20b")]
    [InlineData("cursor=gr%C3%BCn")]
    [InlineData("cursor=MQ==&page_size=2")]
    public async Task Links_are_followed_byte_for_byte(string next)
    {
        await using OwnApiClient<IParcelApi> own = OwnApiClient.Parcels();
        StubShops(own, next);

        List<Shop> shops = await AsyncPageable
            .FollowLink<Shop>("/integrations", own.Api.GetShopsAsync, shop => shop.Name, new PagingOptions { PageSize = 2 }).ToListAsync();

        Assert.Equal(["north", "south"], shops.Select(shop => shop.Name));
        Assert.Equal(
            ["GET /api/v3/integrations?page_size=2", "GET /api/v3/integrations?" + next],
            own.Vendors.PageRequests.Select(request => request.Line()));
    }

    [Fact]
    public async Task Pages_of_a_type_of_ones_own_are_followed_by_link()
    {
        await using OwnApiClient<IParcelApi> own = OwnApiClient.Parcels();
        StubShops(own, "cursor=2");

        List<Shop> shops = await AsyncPageable.FollowLink<ShopPage, Shop>("/integrations", own.Api.GetShopPageAsync).ToListAsync();

        Assert.Equal(["north", "south"], shops.Select(shop => shop.Name));
    }

    [Fact]
    public async Task A_page_without_its_response_is_no_quiet_end()
    {
        AsyncPageable<Shop> shops = AsyncPageable.FollowLink<ShopPage, Shop>("/integrations", (_, _) => Task.FromResult(new ShopPage([])));

        var error = await Assert.ThrowsAsync<PagingException>(async () => await shops.ToListAsync());

        Assert.Contains("ShopPage.Response is null", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_one_list_is_refused_by_another()
    {
        await using OwnApiClient<IParcelApi> own = OwnApiClient.Parcels();
        StubShops(own, "cursor=2");
        AsyncPageable<Shop> Named(string list) => AsyncPageable.FollowLink<ShopPage, Shop>(list, own.Api.GetShopPageAsync);
        Page<Shop> first = (await Named("one").AsPages().ToListAsync())[0];

        Page<Shop> rest = Assert.Single(await Named("one").AsPages(first.ContinuationToken).ToListAsync());
        var error = Assert.Throws<ArgumentException>(() => Named("other").AsPages(first.ContinuationToken));

        Assert.Equal("south", Assert.Single(rest.Items).Name);
        Assert.Contains("belongs to 'Sendcloud list one'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_arguments_are_refused_at_once()
    {
        Assert.Throws<ArgumentException>(
            "list", () => AsyncPageable.FollowLink<ShopPage, Shop>(" ", (_, _) => Task.FromResult(new ShopPage([]))));
        Assert.Throws<ArgumentNullException>("getPage", () => AsyncPageable.FollowLink<ShopPage, Shop>("x", null!));
        Assert.Throws<ArgumentNullException>("getPage", () => AsyncPageable.FollowOffset<NamedPage, NamedIntegration>("x", null!));
        Assert.Throws<ArgumentNullException>("getPage", () => AsyncPageable.FollowLink<Shop>("x", null!, shop => shop.Name));
        Assert.Throws<ArgumentNullException>("getPage", () => AsyncPageable.FollowOffset<Shop>("x", null!, shop => shop.Name));
        Assert.Throws<ArgumentNullException>(
            "identify", () => AsyncPageable.FollowLink<Shop>("x", (_, _) => throw new NotSupportedException(), null!));
        Assert.Throws<ArgumentNullException>(
            "identify", () => AsyncPageable.FollowOffset<Shop>("x", (_, _) => throw new NotSupportedException(), null!));
    }

    private static void StubNames(OwnApiClient<IStoreApi> own)
    {
        own.Vendors.Given(VendorRequest.ElasticPath(List).WithParam(VendorRequest.PageOffset, MatchBehaviour.RejectOnMatch))
            .RespondWith(VendorAnswer.Json(
                """{"data":[{"id":"1","name":"one"},{"id":"2","name":"two"}],"results":{"total":3}}"""));
        own.Vendors.Given(VendorRequest.ElasticPath(List).WithParam(VendorRequest.PageOffset, "1")).RespondWith(VendorAnswer.Json(
            """{"data":[{"id":"2","name":"two"},{"id":"3","name":"three"}],"results":{"total":3}}"""));

        // The last page is full, so one more request proves the end.
        own.Vendors.Given(VendorRequest.ElasticPath(List).WithParam(VendorRequest.PageOffset, "2")).RespondWith(VendorAnswer.Json(
            """{"data":[{"id":"3","name":"three"}],"results":{"total":3}}"""));
    }

    private static void StubShops(OwnApiClient<IParcelApi> own, string next)
    {
        own.Vendors.Given(VendorRequest.Sendcloud("/integrations").WithParam("cursor", MatchBehaviour.RejectOnMatch)).RespondWith(
            VendorAnswer.Linked("""{"data":[{"id":1,"shop_name":"north"}]}""", "https://panel.sendcloud.sc/api/v3/integrations?" + next));
        own.Vendors.Given(VendorRequest.Sendcloud("/integrations").WithParam("cursor"))
            .RespondWith(VendorAnswer.Json("""{"data":[{"id":1,"shop_name":"north"},{"id":2,"shop_name":"south"}]}"""));
    }
}
