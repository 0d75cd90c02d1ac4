using System.Collections.Concurrent;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Tests.DependencyInjection;

public sealed class BuilderTests
{
    [Fact]
    public async Task A_handler_of_ones_own_sees_every_attempt_the_token_requests_too()
    {
        var seen = new ConcurrentQueue<string>();
        await using TestClient test = await TestClient.StartAsync(build: builder => Intercept.Add(builder, request =>
        {
            seen.Enqueue($"{request.Method} {request.RequestUri!.AbsolutePath} {request.Headers.Authorization?.Scheme}".TrimEnd());
            return Task.CompletedTask;
        }));
        test.Vendors.ElasticPath.Faults.Enqueue(Fault.Status(503));
        test.Vendors.ElasticPath.Faults.Enqueue(Fault.Status(401));

        await test.GetElasticPathAsync();

        const string page = "GET /v2/integrations/logs Bearer";
        Assert.Equal(["POST /oauth/access_token", page, page, "POST /oauth/access_token", page], seen);
    }

    [Fact]
    public async Task A_handler_serves_its_own_vendor_only()
    {
        int seen = 0;
        await using TestClient test = await TestClient.StartAsync(
            build: builder => builder.ElasticPath.AddHttpMessageHandler(() => new Intercept(_ =>
            {
                seen++;
                return Task.CompletedTask;
            }, null)));

        await test.GetSendcloudAsync();
        Assert.Equal(0, seen);
        await test.GetElasticPathAsync();
        Assert.Equal(2, seen);
    }

    [Fact]
    public void A_builder_knows_its_name_and_its_services()
    {
        var services = new ServiceCollection();

        IIntegrationLogsClientBuilder plain = services.AddIntegrationLogsClient(_ => { });
        IIntegrationLogsClientBuilder named = services.AddIntegrationLogsClient("shop", _ => { });

        Assert.Equal(("", "shop"), (plain.Name, named.Name));
        Assert.Same(services, named.Services);
        Assert.Equal(
            4, new[] { plain.ElasticPath.Name, plain.Sendcloud.Name, named.ElasticPath.Name, named.Sendcloud.Name }.Distinct().Count());
    }

    [Fact]
    public async Task Endpoints_of_ones_own_stand_below_all_paging_and_need_no_credentials()
    {
        await using IntegrationLogsClient client = IntegrationLogsClient.Create(
            new IntegrationLogsClientOptions(),
            builder => builder.UseElasticPathApi(_ => new CountingElasticPath(null)).UseSendcloudApi(_ => new CountingSendcloud(null)));

        Assert.Empty(await ToListAsync(client.ElasticPath.GetAllLogsAsync()));
        Assert.Empty(await ToListAsync(client.Sendcloud.GetAllLogsAsync()));
    }

    [Fact]
    public async Task Decorators_wrap_what_was_there_in_the_order_they_were_added()
    {
        CountingElasticPath? inner = null, outer = null;
        CountingSendcloud? sendcloud = null;
        await using TestClient test = await TestClient.StartAsync(build: builder => builder
            .DecorateElasticPathApi((_, api) => inner = new CountingElasticPath(api))
            .DecorateElasticPathApi((_, api) => outer = new CountingElasticPath(api))
            .DecorateSendcloudApi((_, api) => sendcloud = new CountingSendcloud(api)));

        await test.GetElasticPathAsync();
        await test.GetSendcloudAsync();

        Assert.Equal((1, 1, 1), (inner!.Calls, outer!.Calls, sendcloud!.Calls));
        Assert.Same(inner, outer.Inner);
        Assert.Equal(2, test.PageRequests);
    }

    [Fact]
    public async Task A_decorator_wraps_endpoints_of_ones_own_too()
    {
        var own = new CountingElasticPath(null);
        await using IntegrationLogsClient client = IntegrationLogsClient.Create(new IntegrationLogsClientOptions(), builder => builder
            .UseElasticPathApi(_ => own)
            .DecorateElasticPathApi((_, api) => new CountingElasticPath(api)));

        await ToListAsync(client.ElasticPath.GetAllLogsAsync());

        Assert.Equal(1, own.Calls);
    }

    [Fact]
    public async Task Only_the_named_account_is_replaced()
    {
        var own = new CountingSendcloud(null);
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient("a", _ => { }).UseSendcloudApi(_ => own);
        services.AddIntegrationLogsClient("b", _ => { });
        await using ServiceProvider provider = services.BuildServiceProvider();

        await ToListAsync(provider.GetRequiredKeyedService<IIntegrationLogsClient>("a").Sendcloud.GetAllLogsAsync());

        Assert.Equal(1, own.Calls);
        Assert.Throws<InvalidOperationException>(() => provider.GetRequiredKeyedService<IIntegrationLogsClient>("b").Sendcloud);
    }

    [Fact]
    public void Null_arguments_are_refused()
    {
        IIntegrationLogsClientBuilder builder = new ServiceCollection().AddIntegrationLogsClient(_ => { });

        Assert.Throws<ArgumentNullException>(() => builder.UseElasticPathApi(null!));
        Assert.Throws<ArgumentNullException>(() => builder.UseSendcloudApi(null!));
        Assert.Throws<ArgumentNullException>(() => builder.DecorateElasticPathApi(null!));
        Assert.Throws<ArgumentNullException>(() => builder.DecorateSendcloudApi(null!));
        Assert.Throws<ArgumentNullException>(() => builder.ElasticPath.UseAccessTokenProvider(null!));
    }

    private static async Task<List<T>> ToListAsync<T>(AsyncPageable<T> pages)
    {
        var items = new List<T>();
        await foreach (T item in pages)
        {
            items.Add(item);
        }

        return items;
    }
}
