using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Tests.DependencyInjection;

public sealed class RegistrationTests
{
    private static readonly Dictionary<string, string?> EverySetting = new()
    {
        ["ElasticPath:BaseAddress"] = "https://euwest.api.elasticpath.com/gateway",
        ["ElasticPath:ClientId"] = "ep-id",
        ["ElasticPath:ClientSecret"] = "ep-secret",
        ["ElasticPath:Headers:EP-Org-ID"] = "org",
        ["ElasticPath:Headers:EP-Store-ID"] = "store",
        ["Sendcloud:BaseAddress"] = "https://gateway.example/sendcloud",
        ["Sendcloud:PublicKey"] = "public",
        ["Sendcloud:SecretKey"] = "secret",
        ["Sendcloud:TokenEndpoint"] = "https://account.example/token",
        ["Sendcloud:Scope"] = "read:integration",
        ["Resilience:MaxRetries"] = "7",
        ["Resilience:BaseDelay"] = "00:00:00.25",
        ["Resilience:MaxDelay"] = "00:00:09",
        ["Resilience:AttemptTimeout"] = "00:00:11",
        ["Resilience:TotalTimeout"] = "00:01:30",
        ["Resilience:MaxResponseBytes"] = "65536",
        ["Sendcloud:Resilience:MaxRetries"] = "1",
        ["Paging:PageSize"] = "50",
        ["Paging:ReadAhead"] = "4",
        ["ElasticPath:Paging:PageSize"] = "",
        ["ElasticPath:Paging:MaxPages"] = "9",
    };

    [Fact]
    public void A_configuration_section_sets_everything()
    {
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(Configuration(EverySetting));
        using ServiceProvider provider = services.BuildServiceProvider();

        IntegrationLogsClientOptions options = provider.GetRequiredService<IOptions<IntegrationLogsClientOptions>>().Value;

        Assert.Equal(new Uri("https://euwest.api.elasticpath.com/gateway"), options.ElasticPath.BaseAddress);
        Assert.Equal(("ep-id", "ep-secret"), (options.ElasticPath.ClientId, options.ElasticPath.ClientSecret));
        Assert.Equal(("org", "store"), (options.ElasticPath.Headers["ep-org-id"], options.ElasticPath.Headers["EP-Store-ID"]));
        Assert.Equal(new Uri("https://gateway.example/sendcloud"), options.Sendcloud.BaseAddress);
        Assert.Equal(("public", "secret"), (options.Sendcloud.PublicKey, options.Sendcloud.SecretKey));
        Assert.Equal((new Uri("https://account.example/token"), "read:integration"), (options.Sendcloud.TokenEndpoint, options.Sendcloud.Scope));
        Assert.Equal((7, 65536), (options.Resilience.MaxRetries, options.Resilience.MaxResponseBytes));
        Assert.Equal(
            [0.25, 9, 11, 90],
            new[] { options.Resilience.BaseDelay, options.Resilience.MaxDelay, options.Resilience.AttemptTimeout, options.Resilience.TotalTimeout }
                .Select(time => time.TotalSeconds));
        Assert.Equal((1, 65536), (options.Sendcloud.Resilience?.MaxRetries, options.Sendcloud.Resilience?.MaxResponseBytes));
        Assert.Null(options.ElasticPath.Resilience);
        Assert.Equal(new PagingOptions { PageSize = 50, ReadAhead = 4 }, options.Paging);
        Assert.Equal(new PagingOptions { PageSize = null, ReadAhead = 4, MaxPages = 9 }, options.ElasticPath.Paging);
        Assert.Null(options.Sendcloud.Paging);
        Assert.NotNull(provider.GetRequiredService<IIntegrationLogsClient>());
    }

    [Fact]
    public void OAuth_settings_of_Sendcloud_are_read_too()
    {
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(Configuration(new() { ["Sendcloud:ClientId"] = "id", ["Sendcloud:ClientSecret"] = "secret" }));
        using ServiceProvider provider = services.BuildServiceProvider();

        SendcloudOptions options = provider.GetRequiredService<IOptions<IntegrationLogsClientOptions>>().Value.Sendcloud;

        Assert.Equal(("id", "secret", "api"), (options.ClientId, options.ClientSecret, options.Scope));
    }

    [Fact]
    public async Task A_configured_client_works()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        IntegrationLogsClientOptions good = vendors.ClientOptions;
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(Configuration(new()
        {
            ["ElasticPath:BaseAddress"] = good.ElasticPath.BaseAddress.AbsoluteUri,
            ["ElasticPath:ClientId"] = good.ElasticPath.ClientId,
            ["ElasticPath:ClientSecret"] = good.ElasticPath.ClientSecret,
            ["ElasticPath:Headers:EP-Org-ID"] = "org",
            ["Sendcloud:BaseAddress"] = good.Sendcloud.BaseAddress.AbsoluteUri,
            ["Sendcloud:PublicKey"] = good.Sendcloud.PublicKey,
            ["Sendcloud:SecretKey"] = good.Sendcloud.SecretKey,
        }));
        await using ServiceProvider provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<IIntegrationLogsClient>();

        await TestClient.GetAsync(client, IntegrationVendor.ElasticPath);
        await TestClient.GetAsync(client, IntegrationVendor.Sendcloud);

        Assert.Same(client, provider.GetRequiredService<IIntegrationLogsClient>());
        Assert.Same(client.ElasticPath, provider.GetRequiredService<IElasticPathClient>());
        Assert.Same(client.Sendcloud, provider.GetRequiredService<ISendcloudClient>());
        Assert.Equal("org", vendors.Requests[0].Headers["EP-Org-ID"]);
    }

    [Fact]
    public async Task Several_accounts_go_their_own_ways_with_their_own_credentials()
    {
        await using FakeVendorServer red = await StartAsync("red");
        await using FakeVendorServer blue = await StartAsync("blue");
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient("red", options => Use(options, red));
        services.AddIntegrationLogsClient("blue", options => Use(options, blue));
        await using ServiceProvider provider = services.BuildServiceProvider();

        foreach (string name in new[] { "red", "blue" })
        {
            var client = provider.GetRequiredKeyedService<IIntegrationLogsClient>(name);
            await TestClient.GetAsync(client, IntegrationVendor.ElasticPath);
            await TestClient.GetAsync(client, IntegrationVendor.Sendcloud);
        }

        foreach (FakeVendorServer server in new[] { red, blue })
        {
            Assert.Equal([200, 200, 200], server.Requests.Select(request => request.Status));
        }

        Assert.Equal("red-secret", red.Requests[0].Form["client_secret"]);
        Assert.Equal("blue-secret", blue.Requests[0].Form["client_secret"]);
        Assert.Null(provider.GetService<IIntegrationLogsClient>());
    }

    [Fact]
    public void An_account_that_was_left_out_is_named()
    {
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient("third", options => options.AllowNoVendor = true);
        using ServiceProvider provider = services.BuildServiceProvider();
        var client = provider.GetRequiredKeyedService<IIntegrationLogsClient>("third");

        var elasticPath = Assert.Throws<InvalidOperationException>(() => client.ElasticPath.GetAllLogsAsync());
        var sendcloud = Assert.Throws<InvalidOperationException>(() => client.Sendcloud.GetAllLogsAsync());

        Assert.Contains("'third'", elasticPath.Message, StringComparison.Ordinal);
        Assert.Contains("'third'", sendcloud.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_settings_are_told_at_the_hosts_start_for_every_account()
    {
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(options => (options.Resilience.MaxRetries, options.AllowNoVendor) = (-1, true));
        services.AddIntegrationLogsClient("other", options => options.ElasticPath.ClientId = "half");
        using ServiceProvider provider = services.BuildServiceProvider();

        var error = Assert.Throws<AggregateException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        string[] messages = [.. error.InnerExceptions.Select(inner => Assert.IsType<OptionsValidationException>(inner).Message)];
        Assert.Contains(messages, message => message.Contains("Resilience.MaxRetries is -1", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains("ElasticPath.ClientSecret is missing", StringComparison.Ordinal));
        Assert.Equal(2, messages.Length);
    }

    [Fact]
    public void Wrong_settings_are_told_at_the_first_use_where_there_is_no_host()
    {
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(options => options.Resilience.MaxRetries = -1);
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IIntegrationLogsClient>());
    }

    [Theory]
    [InlineData("", "The client without a name is registered 2 times")]
    [InlineData("named", "The client 'named' is registered 2 times")]
    public void A_name_that_is_registered_twice_is_told_at_the_start(string name, string expected)
    {
        var services = new ServiceCollection();
        IIntegrationLogsClientBuilder first = services.AddIntegrationLogsClient(name, TestOptions.Good());
        IIntegrationLogsClientBuilder second = services.AddIntegrationLogsClient(name, options => options.Resilience.MaxRetries = 2);
        services.AddIntegrationLogsClient("another", TestOptions.Good());
        using ServiceProvider provider = services.BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.StartsWith(expected, Assert.Single(error.Failures), StringComparison.Ordinal);
        Assert.Same(first, second);
        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredKeyedService<IIntegrationLogsClient>(name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("named")]
    public async Task Settings_can_be_given_as_they_are(string name)
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        IntegrationLogsClientOptions options = vendors.ClientOptions;
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(name, options);
        options.Sendcloud.SecretKey = "changed later";
        options.ElasticPath = null!;
        await using ServiceProvider provider = services.BuildServiceProvider();
        var client = provider.GetRequiredKeyedService<IIntegrationLogsClient>(name);

        Assert.Equal(1, (await TestClient.GetAsync(client, IntegrationVendor.ElasticPath)).Attempts);
        Assert.Equal(1, (await TestClient.GetAsync(client, IntegrationVendor.Sendcloud)).Attempts);
    }

    [Fact]
    public void Null_arguments_are_refused()
    {
        var services = new ServiceCollection();

        Assert.Throws<ArgumentNullException>(() => services.AddIntegrationLogsClient((IConfiguration)null!));
        Assert.Throws<ArgumentNullException>(() => services.AddIntegrationLogsClient((Action<IntegrationLogsClientOptions>)null!));
        Assert.Throws<ArgumentNullException>(() => services.AddIntegrationLogsClient((IntegrationLogsClientOptions)null!));
        Assert.Throws<ArgumentNullException>(() => services.AddIntegrationLogsClient(null!, new IntegrationLogsClientOptions()));
        Assert.Throws<ArgumentNullException>(() => services.AddIntegrationLogsClient(null!, _ => { }));
        Assert.Throws<ArgumentNullException>(() => services.AddIntegrationLogsClient(null!, Configuration([])));
        Assert.Throws<ArgumentNullException>(() => ((IServiceCollection)null!).AddIntegrationLogsClient(_ => { }));
        Assert.Empty(services);
    }

    private static Task<FakeVendorServer> StartAsync(string account) => FakeVendorServer.StartAsync(options =>
    {
        options.ElasticPath.ClientSecret = account + "-secret";
        options.Sendcloud.SecretKey = account + "-key";
    });

    private static void Use(IntegrationLogsClientOptions options, FakeVendorServer vendors)
    {
        IntegrationLogsClientOptions good = vendors.ClientOptions;
        (options.ElasticPath, options.Sendcloud) = (good.ElasticPath, good.Sendcloud);
    }

    private static IConfiguration Configuration(Dictionary<string, string?> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}
