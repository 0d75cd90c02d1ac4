using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Tests.Http.Pacing;

public sealed class RateLimitOptionsTests
{
    [Fact]
    public void The_defaults_are_what_the_vendors_document()
    {
        var defaults = new IntegrationLogsClientOptions();

        Assert.Equal((true, 100, TimeSpan.FromSeconds(1), 5), Of(defaults.ElasticPath.RateLimit));
        Assert.Equal((true, 1_000, TimeSpan.FromMinutes(1), 100), Of(defaults.Sendcloud.RateLimit));
    }

    [Fact]
    public void A_configuration_changes_what_it_names_and_leaves_the_rest()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("ElasticPath:ClientId", "client"),
            new("ElasticPath:ClientSecret", "client-secret"),
            new("ElasticPath:RateLimit:PermitLimit", "25"),
            new("Sendcloud:RateLimit:Enabled", "false"),
            new("Resilience:MaxRateLimitWait", "00:05:00"),
        ]).Build();
        using ServiceProvider provider = new ServiceCollection().AddIntegrationLogsClient(configuration).Services.BuildServiceProvider();

        IntegrationLogsClientOptions options = provider.GetRequiredService<IOptions<IntegrationLogsClientOptions>>().Value;

        Assert.Equal((true, 25, TimeSpan.FromSeconds(1), 5), Of(options.ElasticPath.RateLimit));
        Assert.Equal((false, 1_000, TimeSpan.FromMinutes(1), 100), Of(options.Sendcloud.RateLimit));
        Assert.Equal(TimeSpan.FromMinutes(5), options.Resilience.MaxRateLimitWait);
    }

    [Fact]
    public void A_copy_is_a_copy()
    {
        var options = new IntegrationLogsClientOptions();
        var copy = new IntegrationLogsClientOptions();
        options.CopyTo(copy);

        options.ElasticPath.RateLimit.Burst = options.Sendcloud.RateLimit.Burst = 1;

        Assert.Equal((5, 100), (copy.ElasticPath.RateLimit.Burst, copy.Sendcloud.RateLimit.Burst));
    }

    private static (bool Enabled, int PermitLimit, TimeSpan Window, int Burst) Of(RateLimitOptions options) =>
        (options.Enabled, options.PermitLimit, options.Window, options.Burst);
}
