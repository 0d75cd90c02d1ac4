using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace IntegrationLogs.Client.Tests.OwnApis;

/// <summary>What would fail at the first call is told at registration.</summary>
public sealed class OwnApiRegistrationTests
{
    [Fact]
    public void A_method_whose_result_nobody_can_read_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => Sendcloud().AddApi<IUnreadable>(OwnJson.Default));

        Assert.Contains(
            "IUnreadable.GetAsync returns a Dictionary<String, Int32>, which nothing reads: add "
            + "[JsonSerializable(typeof(Dictionary<String, Int32>))] to the JsonSerializerContext that AddApi is given.",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains("IUnreadable.GetPageAsync returns a SendcloudPage<NamedIntegration>", error.Message, StringComparison.Ordinal);
        Assert.Contains("IUnreadable.SendAsync sends a Dictionary<String, Int32>", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("GetShopAsync", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_of_a_base_interface_is_looked_at_too()
    {
        var error = Assert.Throws<ArgumentException>(() => Sendcloud().AddApi<IDerived>());

        Assert.Contains("IDerived.GetAsync returns a Dictionary<String, Int32>", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_that_hands_the_answer_on_unread_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => Sendcloud().AddApi<IHandsOn>(OwnJson.Default));

        foreach (string method in new[] { "GetResponseAsync", "GetApiResponseAsync", "GetStreamAsync", "GetContentAsync" })
        {
            Assert.Contains($"IHandsOn.{method} returns a ", error.Message, StringComparison.Ordinal);
        }

        Assert.Contains(
            "IHandsOn.Observe returns IObservable<Shop>: return a Task, or a Task of what the vendor answers.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cursor_that_would_not_be_sent_as_it_came_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => Sendcloud().AddApi<IPlainQuery>(OwnJson.Default));

        Assert.Contains(
            "IPlainQuery.GetAsync has the parameter 'page' without [QueryConverter(typeof(SendcloudPageQueryConverter))]",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_interface_of_Refit_is_told()
    {
        var noInterface = Assert.Throws<ArgumentException>(() => Sendcloud().AddApi<OwnApiRegistrationTests>());
        var noAttribute = Assert.Throws<ArgumentException>(() => Sendcloud().AddApi<IPlain>());

        Assert.Contains("OwnApiRegistrationTests is no interface", noInterface.Message, StringComparison.Ordinal);
        Assert.Contains("Refit has generated no client for", noAttribute.Message, StringComparison.Ordinal);
        Assert.Contains("IPlain", noAttribute.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interface_that_was_not_added_is_told()
    {
        await using var client = IntegrationLogsClient.Create(Infrastructure.TestOptions.Good());

        var error = Assert.Throws<InvalidOperationException>(() => client.GetApi<IParcelApi>());

        Assert.Contains("AddApi<IParcelApi>()", error.Message, StringComparison.Ordinal);
        Assert.NotNull(client.GetApi<ISendcloudApi>());
    }

    [Fact]
    public void A_builder_knows_its_vendor()
    {
        IIntegrationLogsClientBuilder builder = new ServiceCollection().AddIntegrationLogsClient(_ => { });

        Assert.Equal((IntegrationVendor.ElasticPath, IntegrationVendor.Sendcloud), (builder.ElasticPath.Vendor, builder.Sendcloud.Vendor));
        Assert.Same(builder.Sendcloud, builder.Sendcloud.AddApi<IParcelApi>(OwnJson.Default));
    }

    private static IVendorClientBuilder Sendcloud() => new ServiceCollection().AddIntegrationLogsClient(_ => { }).Sendcloud;

    internal interface IUnreadable
    {
        [Get("/x")]
        Task<Dictionary<string, int>> GetAsync();

        [Get("/x")]
        Task<SendcloudPage<NamedIntegration>> GetPageAsync();

        [Get("/x")]
        ValueTask<Shop> GetShopAsync();

        [Post("/x")]
        Task SendAsync([Body] Dictionary<string, int> body);
    }

    internal interface IDerived : ISendcloudApi, IBase;

    internal interface IBase
    {
        [Get("/x")]
        Task<Dictionary<string, int>> GetAsync();
    }

    internal interface IHandsOn
    {
        [Get("/x")]
        Task<HttpResponseMessage> GetResponseAsync();

        [Get("/x")]
        Task<IApiResponse<Shop>> GetApiResponseAsync();

        [Get("/x")]
        Task<Stream> GetStreamAsync();

        [Get("/x")]
        Task<HttpContent> GetContentAsync();

        [Get("/x")]
        IObservable<Shop> Observe();
    }

    internal interface IPlainQuery
    {
        [Get("/x")]
        Task<Shop> GetAsync([Query] SendcloudPageQuery page);
    }

    internal interface IPlain
    {
        Task GetAsync();
    }
}
