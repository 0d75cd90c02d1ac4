using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>Sources whose entries would be handled twice are named when the host starts.</summary>
public sealed class SharedSourcesTests
{
    private static readonly LogSource[] One = [LogSource.Sendcloud(1)];

    public static TheoryData<LogSource[], LogSource[], string> Overlaps => new()
    {
        { One, [LogSource.Sendcloud(2), LogSource.Sendcloud(1)], "The watches '' and 'second' both watch Sendcloud/1" },
        { One, [LogSource.Sendcloud()], "The watches '' and 'second' both watch Sendcloud/1" },
        { [LogSource.ElasticPath()], [LogSource.ElasticPath("a")], "The watches '' and 'second' both watch ElasticPath/a" },
        { [LogSource.ElasticPath()], [LogSource.ElasticPath()], "The watches '' and 'second' both watch ElasticPath" },
    };

    [Theory]
    [MemberData(nameof(Overlaps))]
    public void Two_watches_of_one_source_are_told(LogSource[] first, LogSource[] second, string expected)
    {
        var error = Assert.Throws<OptionsValidationException>(
            () => Start(options => Watch(options, first), options => Watch(options, second)));

        string fault = Assert.Single(error.Failures);
        Assert.StartsWith(expected, fault, StringComparison.Ordinal);
        Assert.EndsWith("or set AllowSharedSources in one of them.", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_watches_that_discover_the_same_vendor_are_told()
    {
        static void Discover(IntegrationLogsWatchOptions options) => options.DiscoverSources.Add(IntegrationVendor.Sendcloud);

        Assert.Contains(
            "both watch the integrations of Sendcloud",
            Assert.Throws<OptionsValidationException>(() => Start(Discover, Discover)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "both watch Sendcloud/1",
            Assert.Throws<OptionsValidationException>(() => Start(Discover, options => Watch(options, One))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Two_watches_may_share_a_source_where_one_says_so_and_where_their_clients_differ()
    {
        Start(options => Watch(options, One), options =>
        {
            Watch(options, One);
            options.AllowSharedSources = true;
        });
        Start(options => Watch(options, One), options =>
        {
            Watch(options, One);
            options.ClientName = "nl";
        });
        Start(options => Watch(options, LogSource.Sendcloud()), options => Watch(options, LogSource.ElasticPath()));
    }

    [Fact]
    public void A_watch_that_is_wrong_in_another_way_does_not_hide_in_the_others_faults()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Start(_ => { }, options => Watch(options, One)));

        Assert.Contains("Sources and DiscoverSources are empty", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sources has Sendcloud, the logs of all integrations, and Sendcloud/1")]
    public void One_watch_of_all_logs_and_of_a_part_of_them_is_told(string expected)
    {
        var error = Assert.Throws<OptionsValidationException>(
            () => Start(options => Watch(options, LogSource.Sendcloud(), LogSource.Sendcloud(1))));

        Assert.StartsWith(expected, Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void One_watch_of_all_logs_and_of_discovered_integrations_is_told()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Start(options =>
        {
            Watch(options, LogSource.ElasticPath());
            options.DiscoverSources.Add(IntegrationVendor.ElasticPath);
            options.DiscoverSources.Add(IntegrationVendor.Sendcloud);
        }));

        Assert.EndsWith(
            "DiscoverSources has ElasticPath, whose entries would come twice.", Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    private static void Watch(IntegrationLogsWatchOptions options, params LogSource[] sources)
    {
        foreach (LogSource source in sources)
        {
            options.Sources.Add(source);
        }
    }

    private static void Start(Action<IntegrationLogsWatchOptions> first, Action<IntegrationLogsWatchOptions>? second = null)
    {
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(TestOptions.Good());
        services.AddIntegrationLogsClient("nl", TestOptions.Good());
        services.AddIntegrationLogsWatch(first, (_, _) => Task.CompletedTask);
        if (second is not null)
        {
            services.AddIntegrationLogsWatch("second", second, (_, _) => Task.CompletedTask);
        }

        using ServiceProvider provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
    }
}
