using IntegrationLogs.Client.Settings;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Tests.Settings;

/// <summary>What would otherwise start in silence and read nothing.</summary>
public sealed class StartupFaultsTests
{
    [Theory]
    [InlineData("Resilience:MaxRetry", "IntegrationLogs:Resilience:MaxRetry is no setting: did you mean MaxRetries?")]
    [InlineData("Resilience:totaltimeouts", "IntegrationLogs:Resilience:totaltimeouts is no setting: did you mean TotalTimeout?")]
    [InlineData("Resiliense:MaxRetries", "IntegrationLogs:Resiliense is no setting: did you mean Resilience?")]
    [InlineData("Sendclud:PublicKey", "IntegrationLogs:Sendclud is no setting: did you mean Sendcloud?")]
    [InlineData("Sendcloud:PubKey", "IntegrationLogs:Sendcloud:PubKey is no setting: did you mean PublicKey?")]
    [InlineData("ElasticPath:BaseAdress", "IntegrationLogs:ElasticPath:BaseAdress is no setting: did you mean BaseAddress?")]
    [InlineData("ElasticPath:Header:X-Shop", "IntegrationLogs:ElasticPath:Header is no setting: did you mean Headers?")]
    [InlineData("ElasticPath:Resilience:MaxRetry", "IntegrationLogs:ElasticPath:Resilience:MaxRetry is no setting: did you mean MaxRetries?")]
    [InlineData("Paging:PageSizes", "IntegrationLogs:Paging:PageSizes is no setting: did you mean PageSize?")]
    [InlineData("MaxRetry", "IntegrationLogs:MaxRetry is no setting: did you mean Resilience:MaxRetries?")]
    [InlineData("ElasticPath:SecretKey", "IntegrationLogs:ElasticPath:SecretKey is no setting: did you mean Sendcloud:SecretKey?")]
    [InlineData("Verbose", "IntegrationLogs:Verbose is no setting: its section has ElasticPath, Sendcloud, Resilience, Paging, AllowNoVendor, NamesRefreshInterval.")]
    [InlineData("Resilience", "IntegrationLogs:Resilience has a value, but it is a section with the keys MaxRetries")]
    public async Task An_unknown_key_is_named_with_what_was_probably_meant(string key, string expected)
    {
        foreach (string name in new[] { "", "shop" })
        {
            OptionsValidationException error = await FailAsync(name, Good("IntegrationLogs", (key, "canary")));

            Assert.StartsWith(expected, Assert.Single(error.Failures), StringComparison.Ordinal);
            Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task All_unknown_keys_are_named_at_once()
    {
        OptionsValidationException error = await FailAsync(
            "", Good("IntegrationLogs", ("Resilience:MaxRetry", "3"), ("Sendcloud:Pubkey", "x"), ("Other", "x")));

        Assert.Equal(3, error.Failures.Count());
    }

    [Fact]
    public async Task Known_keys_in_any_case_and_headers_of_any_name_are_fine()
    {
        using IHost host = Build("", Good(
            "IntegrationLogs", ("resilience:MAXRETRIES", "3"), ("ElasticPath:Headers:Anything", "x"), ("Sendcloud:Paging:MaxPages", "3")));

        await host.StartAsync();
        await host.StopAsync();
    }

    [Fact]
    public async Task One_clients_section_may_stand_inside_anothers()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(
            Good("IntegrationLogs").Concat(Good("IntegrationLogs:Germany")).Concat(Good("IntegrationLogs:Others:Belgium")));
        builder.Services.AddIntegrationLogsClient(builder.Configuration.GetSection("IntegrationLogs"));
        builder.Services.AddIntegrationLogsClient("de", builder.Configuration.GetSection("IntegrationLogs:Germany"));
        builder.Services.AddIntegrationLogsClient("be", builder.Configuration.GetSection("IntegrationLogs:Others:Belgium"));
        using IHost host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();
    }

    [Theory]
    [InlineData("IntegrationLog", "The configuration section 'IntegrationLogs' is missing or empty: did you mean 'IntegrationLog'?")]
    [InlineData("integration-logs", "The configuration section 'IntegrationLogs' is missing or empty: did you mean 'integration-logs'?")]
    [InlineData("Logging", "The configuration section 'IntegrationLogs' is missing or empty.")]
    public async Task A_missing_section_is_named_with_the_one_that_was_probably_meant(string there, string expected)
    {
        OptionsValidationException error = await FailAsync("", Good(there));

        Assert.Equal(expected, Assert.Single(error.Failures));
    }

    [Fact]
    public async Task A_missing_section_inside_another_is_named_whole()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(Good("IntegrationLogs:Netherlands"));
        builder.Services.AddIntegrationLogsClient("nl", builder.Configuration.GetSection("IntegrationLogs:Nederlands"));
        using IHost host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Equal(
            "The configuration section 'IntegrationLogs:Nederlands' is missing or empty: did you mean 'IntegrationLogs:Netherlands'?",
            Assert.Single(error.Failures));
    }

    [Fact]
    public void A_section_without_a_host_is_named_too()
    {
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(new ConfigurationBuilder().Build().GetSection("IntegrationLogs"));
        using ServiceProvider provider = services.BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IIntegrationLogsClient>());

        Assert.Equal("The configuration section 'IntegrationLogs' is missing or empty.", Assert.Single(error.Failures));
    }

    [Fact]
    public void A_whole_configuration_may_hold_other_things_but_no_misspelled_section()
    {
        Dictionary<string, string?> whole = Good(null, ("Logging:LogLevel:Default", "Debug"), ("PATH", "/bin"), ("Resiliency:Other", "x"));
        using ServiceProvider good = ProviderOf(whole);
        Assert.NotNull(good.GetRequiredService<IIntegrationLogsClient>());

        using ServiceProvider bad = ProviderOf(new(whole) { ["Resiliense:MaxRetries"] = "3" });
        var error = Assert.Throws<OptionsValidationException>(() => bad.GetRequiredService<IIntegrationLogsClient>());
        Assert.Equal("Resiliense is no setting: did you mean Resilience?", Assert.Single(error.Failures));

        static ServiceProvider ProviderOf(Dictionary<string, string?> settings)
        {
            var services = new ServiceCollection();
            services.AddIntegrationLogsClient(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
            return services.BuildServiceProvider();
        }
    }

    [Theory]
    [InlineData("", "The client without a name has no vendor: set ElasticPath.ClientId and ElasticPath.ClientSecret, or Sendcloud.PublicKey")]
    [InlineData("shop", "The client 'shop' has no vendor: set ElasticPath.ClientId")]
    public void A_client_without_any_vendor_is_told(string name, string expected)
    {
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(name, options => options.ElasticPath.ClientId = " ");
        using ServiceProvider provider = services.BuildServiceProvider();

        var atStart = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());
        var atUse = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredKeyedService<IIntegrationLogsClient>(name));

        Assert.StartsWith(expected, Assert.Single(atStart.Failures), StringComparison.Ordinal);
        Assert.Equal(atStart.Message, atUse.Message);
        Assert.Throws<OptionsValidationException>(() => IntegrationLogsClient.Create(new IntegrationLogsClientOptions()));
    }

    [Fact]
    public void A_client_without_any_vendor_is_fine_where_the_code_says_so()
    {
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient("in code", options => options.AllowNoVendor = true);
        services.AddIntegrationLogsClient("no section", new ConfigurationBuilder().Build().GetSection("IntegrationLogs"));
        services.Configure<IntegrationLogsClientOptions>("no section", options => options.AllowNoVendor = true);
        services.AddIntegrationLogsClient("own tokens", _ => { }).ElasticPath.UseTokenSource(_ => throw new NotSupportedException());
        services.AddIntegrationLogsClient("own endpoints", _ => { }).Sendcloud.UseApi(_ => new CountingSendcloud(null));
        using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetRequiredService<IStartupValidator>().Validate();
    }

    [Theory]
    [InlineData("Resilience:MaxRetries", "many", "IntegrationLogs:Resilience:MaxRetries")]
    [InlineData("Sendcloud:Resilience:TotalTimeout", "soon", "IntegrationLogs:Sendcloud:Resilience:TotalTimeout")]
    [InlineData("Paging:PageSize", "all", "IntegrationLogs:Paging:PageSize")]
    [InlineData("ElasticPath:BaseAddress", "https://user:canary@example.com:port", "IntegrationLogs:ElasticPath:BaseAddress is no address")]
    [InlineData("Sendcloud:BaseAddress", "https://?canary", "IntegrationLogs:Sendcloud:BaseAddress is no address")]
    [InlineData("Sendcloud:TokenEndpoint", "https://user:canary@[::1/token?canary", "IntegrationLogs:Sendcloud:TokenEndpoint is no address")]
    public async Task A_value_of_another_kind_is_told_by_its_key(string key, string value, string expected)
    {
        OptionsValidationException error = await FailAsync("", Good("IntegrationLogs", (key, value)));

        Assert.Contains(expected, Assert.Single(error.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_option_is_a_known_key()
    {
        Dictionary<string, string?> settings = [];
        AddKeysOf(typeof(IntegrationLogsClientOptions), string.Empty);

        Assert.Empty(ClientKeys.Known.FaultsOf(Section(settings)));

        void AddKeysOf(Type type, string prefix)
        {
            foreach (System.Reflection.PropertyInfo property in type.GetProperties())
            {
                if (property.PropertyType.Assembly == typeof(IntegrationLogsClientOptions).Assembly)
                {
                    AddKeysOf(property.PropertyType, $"{prefix}{property.Name}:");
                    Assert.Contains(
                        $"{prefix}{property.Name}:Unknown is no setting",
                        Assert.Single(ClientKeys.Known.FaultsOf(Section(new() { [$"{prefix}{property.Name}:Unknown"] = "x" }))),
                        StringComparison.Ordinal);
                }
                else
                {
                    settings[prefix + property.Name] = "x";
                }
            }
        }

        static IConfigurationSection Section(Dictionary<string, string?> keys) => new ConfigurationBuilder()
            .AddInMemoryCollection(keys.Select(key => KeyValuePair.Create("Section:" + key.Key, key.Value)))
            .Build()
            .GetSection("Section");
    }

    private static Dictionary<string, string?> Good(string? section, params (string Key, string Value)[] more)
    {
        (string Key, string Value)[] all =
        [
            ("ElasticPath:ClientId", "client"), ("ElasticPath:ClientSecret", "client-secret"), ("Sendcloud:PublicKey", "public-key"),
            ("Sendcloud:SecretKey", "secret-key"), .. more,
        ];
        return all.ToDictionary(one => section is null ? one.Key : $"{section}:{one.Key}", one => (string?)one.Value);
    }

    private static async Task<OptionsValidationException> FailAsync(string name, Dictionary<string, string?> settings)
    {
        using IHost host = Build(name, settings);
        return await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
    }

    private static IHost Build(string name, Dictionary<string, string?> settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddIntegrationLogsClient(name, builder.Configuration.GetSection("IntegrationLogs"));
        return builder.Build();
    }
}
