using System.Text.Json;
using IntegrationLogs.Client.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Tests.Testing;

public sealed class ToConfigurationTests
{
    [Theory]
    [InlineData(SendcloudAuthentication.Basic, false)]
    [InlineData(SendcloudAuthentication.OAuth2, false)]
    [InlineData(SendcloudAuthentication.OAuth2, true)]
    public async Task The_configuration_has_the_settings_of_the_client_options(SendcloudAuthentication authentication, bool limited)
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync(options =>
        {
            options.Sendcloud.Authentication = authentication;
            options.Sendcloud.RateLimit = limited ? new FakeRateLimit(1000, TimeSpan.FromMinutes(1)) : null;
            options.ElasticPath.RateLimit = options.Sendcloud.RateLimit;
        });
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(vendors.ToConfiguration()).Build();
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(configuration.GetSection("IntegrationLogs"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        IntegrationLogsClientOptions bound = provider.GetRequiredService<IOptions<IntegrationLogsClientOptions>>().Value;

        IntegrationLogsClientOptions expected = vendors.ClientOptions;
        Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(bound));
        Assert.Equal(
            (expected.ElasticPath.ClientSecret, expected.Sendcloud.SecretKey, expected.Sendcloud.ClientSecret),
            (bound.ElasticPath.ClientSecret, bound.Sendcloud.SecretKey, bound.Sendcloud.ClientSecret));
        Assert.Equal((limited, limited), (bound.ElasticPath.RateLimit.Enabled, bound.Sendcloud.RateLimit.Enabled));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Accounts:nl")]
    public async Task The_section_can_be_chosen(string section)
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        HostApplicationBuilder host = Host.CreateEmptyApplicationBuilder(null);
        host.Configuration.AddInMemoryCollection(vendors.ToConfiguration(section));
        host.Services.AddIntegrationLogsClient(section.Length == 0 ? host.Configuration : host.Configuration.GetSection(section));
        using IHost app = host.Build();

        Assert.Equal((250, 250), await CountAsync(app.Services.GetRequiredService<IIntegrationLogsClient>()));
        Assert.All(vendors.ToConfiguration(section).Keys, key => Assert.StartsWith(section, key, StringComparison.Ordinal));
        Assert.Equal(section.Length == 0, vendors.ToConfiguration(section).ContainsKey("sendcloud:publickey"));
    }

    [Fact]
    public async Task The_client_options_go_into_a_container_as_they_are()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(vendors.ClientOptions);
        services.AddIntegrationLogsClient("second", vendors.ClientOptions);
        await using ServiceProvider provider = services.BuildServiceProvider();

        Assert.Equal((250, 250), await CountAsync(provider.GetRequiredService<IIntegrationLogsClient>()));
        Assert.Equal((250, 250), await CountAsync(provider.GetRequiredKeyedService<IIntegrationLogsClient>("second")));
    }

    [Fact]
    public async Task A_section_is_needed()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();

        Assert.Throws<ArgumentNullException>(() => vendors.ToConfiguration(null!));
    }

    private static async Task<(int ElasticPath, int Sendcloud)> CountAsync(IIntegrationLogsClient client)
    {
        (int elasticPath, int sendcloud) = (0, 0);
        await foreach (ElasticPathLog _ in client.ElasticPath.GetAllLogsAsync())
        {
            elasticPath++;
        }

        await foreach (SendcloudLog _ in client.Sendcloud.GetAllLogsAsync())
        {
            sendcloud++;
        }

        return (elasticPath, sendcloud);
    }
}
