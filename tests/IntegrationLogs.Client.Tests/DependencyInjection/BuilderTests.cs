using System.Collections.Concurrent;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
            builder =>
            {
                builder.ElasticPath.UseApi(_ => new CountingElasticPath(null));
                builder.Sendcloud.UseApi(_ => new CountingSendcloud(null));
            });

        Assert.Empty(await ToListAsync(client.ElasticPath.GetAllLogsAsync()));
        Assert.Empty(await ToListAsync(client.Sendcloud.GetAllLogsAsync()));
    }

    [Fact]
    public async Task Decorators_wrap_what_was_there_in_the_order_they_were_added()
    {
        CountingElasticPath? inner = null, outer = null;
        CountingSendcloud? sendcloud = null;
        await using TestClient test = await TestClient.StartAsync(build: builder =>
        {
            builder.ElasticPath
                .DecorateApi((_, api) => inner = new CountingElasticPath(api))
                .DecorateApi((_, api) => outer = new CountingElasticPath(api));
            builder.Sendcloud.DecorateApi((_, api) => sendcloud = new CountingSendcloud(api));
        });

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
        await using IntegrationLogsClient client = IntegrationLogsClient.Create(
            new IntegrationLogsClientOptions(),
            builder => builder.ElasticPath.UseApi(_ => own).DecorateApi((_, api) => new CountingElasticPath(api)));

        await ToListAsync(client.ElasticPath.GetAllLogsAsync());

        Assert.Equal(1, own.Calls);
    }

    [Fact]
    public async Task Only_the_named_account_is_replaced()
    {
        var own = new CountingSendcloud(null);
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient("a", _ => { }).Sendcloud.UseApi(_ => own);
        services.AddIntegrationLogsClient("b", options => options.AllowNoVendor = true);
        await using ServiceProvider provider = services.BuildServiceProvider();

        await ToListAsync(provider.GetRequiredKeyedService<IIntegrationLogsClient>("a").Sendcloud.GetAllLogsAsync());

        Assert.Equal(1, own.Calls);
        var other = provider.GetRequiredKeyedService<IIntegrationLogsClient>("b");
        Assert.False(other.IsConfigured(IntegrationVendor.Sendcloud));
        Assert.Throws<InvalidOperationException>(() => other.Sendcloud.GetAllLogsAsync());
    }

    public static TheoryData<string, Action<IServiceCollection, string>> Registrations => new()
    {
        { "by type", (services, name) => services.AddKeyedSingleton<ISendcloudApi, EmptySendcloud>(name) },
        { "by instance", (services, name) => services.AddKeyedSingleton<ISendcloudApi>(name, new EmptySendcloud()) },
        { "by factory", (services, name) => services.AddKeyedSingleton<ISendcloudApi>(name, (_, _) => new EmptySendcloud()) },
        { "by its key", (services, name) => services.AddKeyedSingleton<ISendcloudApi>(
            name, (_, key) => name.Equals(key) ? new EmptySendcloud() : throw new NotSupportedException("another key")) },
        { "transient", (services, name) => services.AddKeyedTransient<ISendcloudApi, EmptySendcloud>(name) },
    };

    [Theory]
    [MemberData(nameof(Registrations))]
    public async Task A_registration_in_the_container_is_wrapped_whatever_its_kind(string kind, Action<IServiceCollection, string> register)
    {
        foreach (string name in new[] { "", "shop" })
        {
            var wrappers = new List<CountingSendcloud>();
            var services = new ServiceCollection();
            IIntegrationLogsClientBuilder builder = services.AddIntegrationLogsClient(name, _ => { });
            register(services, name);
            builder.Sendcloud
                .DecorateApi((_, api) => Wrap(api))
                .DecorateApi((_, api) => Wrap(api));
            await using ServiceProvider provider = services.BuildServiceProvider();
            var client = provider.GetRequiredKeyedService<IIntegrationLogsClient>(name);

            Assert.Empty(await ToListAsync(client.Sendcloud.GetAllLogsAsync()));

            Assert.True(client.IsConfigured(IntegrationVendor.Sendcloud), kind);
            Assert.Equal([1, 1], wrappers.Select(wrapper => wrapper.Calls));
            Assert.IsType<EmptySendcloud>(wrappers[0].Inner);
            Assert.Same(wrappers[0], wrappers[1].Inner);

            CountingSendcloud Wrap(ISendcloudApi api)
            {
                wrappers.Add(new CountingSendcloud(api));
                return wrappers[^1];
            }
        }
    }

    [Fact]
    public async Task What_is_wrapped_is_disposed_of_with_the_container()
    {
        var services = new ServiceCollection();
        IIntegrationLogsClientBuilder builder = services.AddIntegrationLogsClient(_ => { });
        services.AddKeyedSingleton<ISendcloudApi, EmptySendcloud>("");
        EmptySendcloud? inner = null;
        builder.Sendcloud.DecorateApi((_, api) => new CountingSendcloud(inner = (EmptySendcloud)api));
        await using (ServiceProvider provider = services.BuildServiceProvider())
        {
            await ToListAsync(provider.GetRequiredService<ISendcloudClient>().GetAllLogsAsync());
            Assert.False(inner!.IsDisposed);
        }

        Assert.True(inner.IsDisposed);
    }

    [Fact]
    public async Task What_is_there_already_can_serve_several_clients_and_is_not_disposed_of_with_them()
    {
        using var api = new EmptySendcloud();
        using var tokens = new SharedTokens();
        for (int time = 0; time < 2; time++)
        {
            await using IntegrationLogsClient client = IntegrationLogsClient.Create(new IntegrationLogsClientOptions(), builder =>
            {
                builder.Sendcloud.UseApi(api);
                builder.ElasticPath.UseAccessTokenProvider(tokens);
            });
            Assert.Empty(await ToListAsync(client.Sendcloud.GetAllLogsAsync()));
            Assert.NotNull(client.ElasticPath.GetAllLogsAsync());
        }

        Assert.Equal((false, false), (api.IsDisposed, tokens.IsDisposed));
    }

    [Fact]
    public void Nothing_to_wrap_is_told()
    {
        var services = new ServiceCollection();
        IIntegrationLogsClientBuilder builder = services.AddIntegrationLogsClient("shop", _ => { });
        services.RemoveAllKeyed<IElasticPathApi>("shop");

        var error = Assert.Throws<InvalidOperationException>(() => builder.ElasticPath.DecorateApi((_, api) => api));

        Assert.Contains("no IElasticPathApi with the key 'shop'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Call UseApi first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_makes_nothing_is_told_by_its_name()
    {
        await using IntegrationLogsClient none = IntegrationLogsClient.Create(
            TestOptions.Good(),
            builder =>
            {
                builder.ElasticPath.UseApi(_ => null!);
                builder.Sendcloud.DecorateApi((_, _) => null!);
            });
        await using IntegrationLogsClient tokens = IntegrationLogsClient.Create(
            TestOptions.Good(), builder => builder.ElasticPath.UseAccessTokenProvider(_ => null!));

        Assert.Contains("UseApi", Message(() => none.ElasticPath.GetAllLogsAsync()), StringComparison.Ordinal);
        Assert.Contains("DecorateApi", Message(() => none.Sendcloud.GetAllLogsAsync()), StringComparison.Ordinal);
        Assert.Contains("UseAccessTokenProvider", Message(() => tokens.ElasticPath.GetAllLogsAsync()), StringComparison.Ordinal);

        static string Message(Func<object> call) => Assert.Throws<InvalidOperationException>(call).Message;
    }

    [Fact]
    public void Null_arguments_are_refused()
    {
        IIntegrationLogsClientBuilder builder = new ServiceCollection().AddIntegrationLogsClient(_ => { });

        Assert.Throws<ArgumentNullException>(() => builder.ElasticPath.UseApi((Func<IServiceProvider, IElasticPathApi>)null!));
        Assert.Throws<ArgumentNullException>(() => builder.Sendcloud.UseApi((ISendcloudApi)null!));
        Assert.Throws<ArgumentNullException>(() => builder.Sendcloud.UseAccessTokenProvider((IAccessTokenProvider)null!));
        Assert.Throws<ArgumentNullException>(() => builder.ElasticPath.DecorateApi(null!));
        Assert.Throws<ArgumentNullException>(() => builder.Sendcloud.DecorateApi(null!));
        Assert.Throws<ArgumentNullException>(() => builder.Sendcloud.UseTokenSource((Func<CancellationToken, Task<AccessToken>>)null!));
        Assert.Throws<ArgumentNullException>(
            () => builder.Sendcloud.UseTokenSource((Func<IServiceProvider, CancellationToken, Task<AccessToken>>)null!));
        Assert.Throws<ArgumentNullException>(() => builder.ElasticPath.UseAccessTokenProvider((Func<IServiceProvider, IAccessTokenProvider>)null!));
    }

    private sealed class SharedTokens : IAccessTokenProvider, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public ValueTask<AccessToken> GetAccessTokenAsync(AccessToken? rejected = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public void Dispose() => IsDisposed = true;
    }

    private sealed class EmptySendcloud : ISendcloudApi, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public Task<SendcloudPage<SendcloudLog>> GetLogsAsync(
            SendcloudPageQuery page = default, CancellationToken cancellationToken = default) =>
            Task.FromResult(new SendcloudPage<SendcloudLog> { Data = [] });

        public Task<SendcloudPage<SendcloudLog>> GetIntegrationLogsAsync(
            long integrationId, SendcloudPageQuery page = default, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<SendcloudPage<SendcloudIntegration>> GetIntegrationsAsync(
            SendcloudPageQuery page = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<SendcloudIntegration> GetIntegrationAsync(long integrationId, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public void Dispose() => IsDisposed = true;
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
