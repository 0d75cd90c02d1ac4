using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>A watch whose settings are in a configuration section.</summary>
public sealed class WatchConfigurationTests
{
    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();
    private readonly RecordingHandler _handler = new();

    [Fact]
    public void A_section_is_read_whole()
    {
        IntegrationLogsWatchOptions options = Read(
            """
            {
              "ClientName": "nl",
              "Sources": ["Sendcloud/123", "ElasticPath/a%2Fb"],
              "DiscoverSources": ["elasticpath"],
              "AllowSharedSources": true,
              "RetryBaseDelay": "00:00:05",
              "RetryMaxDelay": "1.00:00:00",
              "Watch": {
                "PollInterval": "00:00:30",
                "Jitter": 0.25,
                "Start": "2026-11-01T12:00:00+02:00",
                "MaxConcurrency": 8,
                "PageSize": 50,
                "ReadWholeLists": true,
                "MaxErrorPause": "00:10:00.5"
              }
            }
            """);

        Assert.Equal("nl", options.ClientName);
        Assert.Equal([LogSource.Sendcloud(123), LogSource.ElasticPath("a/b")], options.Sources);
        Assert.Equal([IntegrationVendor.ElasticPath], options.DiscoverSources);
        Assert.True(options.AllowSharedSources);
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromDays(1)), (options.RetryBaseDelay, options.RetryMaxDelay));
        WatchOptions watch = options.Watch;
        Assert.Equal((TimeSpan.FromSeconds(30), 0.25, 8), (watch.PollInterval, watch.Jitter, watch.MaxConcurrency));
        Assert.Equal((50, true, TimeSpan.FromMilliseconds(600_500)), (watch.PageSize, watch.ReadWholeLists, watch.MaxErrorPause));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 10, 0, 0, TimeSpan.Zero), watch.Start.Time);
    }

    [Fact]
    public void What_is_left_out_is_as_in_code()
    {
        IntegrationLogsWatchOptions options = Read(
            """
            { "Sources": [], "DiscoverSources": ["Sendcloud"], "ClientName": null, "RetryBaseDelay": null, "Watch": { "PageSize": 50 } }
            """);
        var defaults = new IntegrationLogsWatchOptions();

        Assert.Empty(options.Sources);
        Assert.Equal((defaults.ClientName, defaults.RetryBaseDelay), (options.ClientName, options.RetryBaseDelay));
        Assert.Equal(defaults.Watch with { PageSize = 50 }, options.Watch);
    }

    [Theory]
    [InlineData("Now", null)]
    [InlineData("now", null)]
    [InlineData("Beginning", "0001-01-01T00:00:00Z")]
    [InlineData("2026-11-01", "2026-11-01T00:00:00Z")]
    [InlineData("2026-11-01T10:20", "2026-11-01T10:20:00Z")]
    [InlineData("2026-11-01T10:20:30", "2026-11-01T10:20:30Z")]
    [InlineData("2026-11-01T10:20:30.5Z", "2026-11-01T10:20:30.5Z")]
    [InlineData("2026-11-01T10:20:30-05:00", "2026-11-01T15:20:30Z")]
    public void A_start_is_now_the_beginning_or_a_time_in_UTC_where_it_has_no_offset(string text, string? time)
    {
        WatchStart start = Read($$"""{ "DiscoverSources": ["Sendcloud"], "Watch": { "Start": "{{text}}" } }""").Watch.Start;

        Assert.Equal(time is null ? null : DateTimeOffset.Parse(time, CultureInfo.InvariantCulture), start.Time);
        Assert.Null(start.Checkpoint);
    }

    [Fact]
    public void Every_setting_can_be_configured_but_those_that_only_code_can_say()
    {
        Assert.Equal(
            ["CheckpointStore", "OnDeadLetter", "OnIncidentDeadLetter"],
            NotConfigurable(new IntegrationLogsWatchOptions(), options => options, string.Empty));
        Assert.Equal(
            typeof(WatchOptions).GetProperties()
                .Where(property => property.PropertyType.IsAssignableTo(typeof(Delegate)))
                .Select(property => property.Name),
            NotConfigurable(new WatchOptions(), options => options.Watch, "Watch:"));
        Assert.Empty(NotConfigurable(new IncidentOptions(), options => options.Watch.Incidents!, "Watch:Incidents:"));

        static IEnumerable<string> NotConfigurable<T>(T defaults, Func<IntegrationLogsWatchOptions, T> of, string prefix) => typeof(T)
            .GetProperties()
            .Where(property => property.PropertyType != typeof(WatchOptions) && property.PropertyType != typeof(IncidentOptions))
            .Where(property =>
            {
                IConfiguration section = Section(KeyOf(property, prefix), TextFor(property, defaults));
                var options = new IntegrationLogsWatchOptions();
                Assert.Empty(WatchConfiguration.Read(section, options));
                object? after = property.GetValue(of(options));
                bool isRead = after is ICollection list ? list.Count == 1 : !Equals(property.GetValue(defaults), after);
                Assert.Equal(isRead, WatchConfiguration.FaultsOf(section, all: null, []).Count == 0);
                return !isRead;
            })
            .Select(property => property.Name);

        static string KeyOf(PropertyInfo property, string prefix)
        {
            bool isList = property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable));
            return prefix + property.Name + (isList ? ":0" : null);
        }

        static string TextFor(PropertyInfo property, object? owner) => property.GetValue(owner) switch
        {
            TimeSpan time => $"{time + TimeSpan.FromSeconds(1)}",
            bool flag => $"{!flag}",
            int number => $"{number + 1}",
            null when property.PropertyType == typeof(int?) => "3",
            null when property.PropertyType == typeof(TimeSpan?) => "00:01:00",
            double => "0.5",
            WatchStart => "Beginning",
            IList<LogSource> => "Sendcloud/1",
            _ => "Sendcloud",
        };
    }

    public static TheoryData<string, string, string> Faults => new()
    {
        { "Source:0", "Sendcloud/1", "Watch:Source is no setting: did you mean Sources?" },
        { "PollInterval", "00:01:00", "Watch:PollInterval is no setting: did you mean Watch:PollInterval?" },
        { "Watch:PollIntervall", "canary", "Watch:Watch:PollIntervall is no setting: did you mean PollInterval?" },
        { "Watch:RetryBaseDelay", "00:00:01", "Watch:Watch:RetryBaseDelay is no setting: its section has Start, MaxConcurrency" },
        { "CheckpointStore", "canary", "Watch:CheckpointStore is no setting: did you mean CheckpointEvery?" },
        { "Watch:OnSourceError", "canary", "Watch:Watch:OnSourceError is no setting: " },
        { "Watch:Incidents:MinFailure", "3", "Watch:Watch:Incidents:MinFailure is no setting: did you mean MinFailures?" },
        { "Watch:Incidents:QuietFor", "3", "Watch:Watch:Incidents:QuietFor is '3': write a time such as 00:01:30." },
        { "Watch", "canary", "Watch:Watch has a value, but it is a section with the keys Start" },
        { "Sources", "Sendcloud/1", "Watch:Sources has a value, but it is a list: its first value is Watch:Sources:0." },
        { "Sources:0", "Sendclud/1", "Watch:Sources:0 is 'Sendclud/1': write ElasticPath or Sendcloud, with '/' and an integration's id" },
        { "Sources:0", "Sendcloud/x", "Watch:Sources:0 is 'Sendcloud/x': write" },
        { "Sources:0:Name", "Sendcloud/1", "Watch:Sources:0 has keys, but it is a value: write ElasticPath or Sendcloud" },
        { "DiscoverSources:0", "1", "Watch:DiscoverSources:0 is '1': write ElasticPath or Sendcloud." },
        { "DiscoverSources:0", "Shopify", "Watch:DiscoverSources:0 is 'Shopify': write ElasticPath or Sendcloud." },
        { "AllowSharedSources", "yes", "Watch:AllowSharedSources is 'yes': write true or false." },
        { "RetryBaseDelay", "5", "Watch:RetryBaseDelay is '5': write a time such as 00:01:30." },
        { "RetryMaxDelay", "", "Watch:RetryMaxDelay is '': write a time such as 00:01:30." },
        { "Watch:PollInterval", "soon", "Watch:Watch:PollInterval is 'soon': write a time such as 00:01:30." },
        { "Watch:PollInterval:Seconds", "30", "Watch:Watch:PollInterval has keys, but it is a value: write a time such as 00:01:30." },
        { "Watch:Jitter", "0,5", "Watch:Watch:Jitter is '0,5': write a number such as 0.1." },
        { "Watch:PageSize", "1e2", "Watch:Watch:PageSize is '1e2': write a whole number." },
        { "Watch:MaxConcurrency", "4.5", "Watch:Watch:MaxConcurrency is '4.5': write a whole number." },
        { "Watch:ReadWholeLists", "1", "Watch:Watch:ReadWholeLists is '1': write true or false." },
        { "Watch:Start", "10:00", "Watch:Watch:Start is '10:00': write Now, Beginning or a time such as 2026-11-01T00:00:00Z." },
        { "Watch:Start", "yester\nday", @"Watch:Watch:Start is 'yester\nday': write Now" },
        { "Watch:Start", new string('x', 101), $"Watch:Watch:Start is '{new string('x', 100)}': write Now" },
        { "Watch:PageSize", "101", "Watch.PageSize is 101; it must be 2 to 100." },
        { "ClientName", "de", "ClientName is 'de', and no client of that name is registered" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_told_by_its_key_when_the_host_starts(string key, string value, string expected)
    {
        Dictionary<string, string?> settings = new() { [$"Watch:{key}"] = value };
        if (!key.Contains("Source", StringComparison.Ordinal) || key == "AllowSharedSources")
        {
            settings["Watch:DiscoverSources:0"] = "Sendcloud";
        }

        OptionsValidationException error = await FailAsync(settings);

        Assert.StartsWith(expected, Assert.Single(error.Failures), StringComparison.Ordinal);
        Assert.Equal("mine", error.OptionsName);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_are_told_at_once()
    {
        OptionsValidationException error = await FailAsync(new()
        {
            ["Watch:Sourcs:0"] = "Sendcloud/1",
            ["Watch:DiscoverSources:0"] = "all",
            ["Watch:ClientName"] = "de",
            ["Watch:Watch:Jitter"] = "much",
            ["Watch:Watch:PageSize"] = "0",
        });

        Assert.Equal(5, error.Failures.Count());
    }

    [Theory]
    [InlineData("Watches:Sources:0", "The configuration section 'Watch' is missing or empty: did you mean 'Watches'?")]
    [InlineData("Logging:Default", "The configuration section 'Watch' is missing or empty.")]
    public async Task A_missing_section_is_named_with_the_one_that_was_probably_meant(string there, string expected)
    {
        OptionsValidationException error = await FailAsync(new() { [there] = "Sendcloud/1" });

        Assert.Equal(expected, Assert.Single(error.Failures));
    }

    [Fact]
    public async Task Without_a_key_there_is_nothing_to_watch()
    {
        OptionsValidationException error = await FailAsync(new() { ["Watch:AllowSharedSources"] = "true" });

        Assert.StartsWith("Sources and DiscoverSources are empty", Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_reads_the_sources_of_its_section_with_the_client_it_names_at_the_interval_it_says()
    {
        var dutch = new SimulatedSendcloud();
        var store = new MemoryStore();
        IConfiguration settings = Configuration(new()
        {
            ["Watch:ClientName"] = "nl",
            ["Watch:Sources:0"] = "Sendcloud/7",
            ["Watch:Watch:PollInterval"] = "00:00:10",
            ["Watch:Watch:Jitter"] = "0",
        });
        await using var host = new HostedSendcloud(_vendor, _time, services =>
        {
            services.AddIntegrationLogsClient("nl", options => (options.Sendcloud, options.NamesRefreshInterval) = (TestOptions.Good().Sendcloud, null))
                .Sendcloud.UseApi(_ => dutch);
            services.AddIntegrationLogsWatch(settings.GetSection("Watch"), _handler.HandleAsync);
            services.Configure<IntegrationLogsWatchOptions>(options => (options.CheckpointStore, options.CheckpointEvery) = (store, 1));
        })
        {
            Stores = 1,
        };
        await host.Host.StartAsync();
        await host.SettleAsync();
        dutch.InsertByTime(SimulatedSendcloud.Log(1, _time.GetUtcNow(), integrationId: 7));
        await host.AdvanceAsync(TimeSpan.FromSeconds(10));

        Assert.Equal([1], _handler.Handled);
        Assert.Equal("Sendcloud/7", Assert.Single(LogCheckpoint.Parse(store.Content!).Sources).Name);
        Assert.Equal((0, 2), (_vendor.Requests, dutch.Requests));
    }

    [Fact]
    public async Task Several_watches_have_a_section_and_a_handler_from_the_container_each()
    {
        var calls = new ScopedHandler.Calls();
        calls.Made.Enqueue(default);
        IConfiguration settings = Configuration(new()
        {
            ["Watches:a:Sources:0"] = "Sendcloud/1",
            ["Watches:b:Sources:0"] = "Sendcloud/2",
            ["Watches:Sources:0"] = "Sendcloud/3",
        });
        await using var host = new HostedSendcloud(_vendor, _time, services => services
            .AddSingleton(calls)
            .AddScoped<ScopedHandler.Connection>()
            .AddIntegrationLogsWatch<ScopedHandler>("a", settings.GetSection("Watches:a"))
            .AddIntegrationLogsWatch("b", settings.GetSection("Watches:b"), _handler.HandleAsync)
            // The sections of the others stand inside of this one.
            .AddIntegrationLogsWatch<ScopedHandler>(settings.GetSection("Watches")));
        await host.Host.StartAsync();
        await host.SettleAsync(3);
        for (int id = 1; id <= 3; id++)
        {
            _vendor.InsertByTime(SimulatedSendcloud.Log(id, _time.GetUtcNow(), integrationId: id));
        }

        await host.AdvanceAsync(HostedSendcloud.Minute, 3);

        Assert.Equal([1, 3], calls.Made.Skip(1).Select(call => call.Id).Order());
        Assert.Equal([2], _handler.Handled);
    }

    [Fact]
    public async Task Its_section_may_stand_inside_the_clients_where_other_keys_are_still_named()
    {
        Dictionary<string, string?> settings = new()
        {
            ["IntegrationLogs:Sendcloud:PublicKey"] = "public-key",
            ["IntegrationLogs:Sendcloud:SecretKey"] = "secret-key",
            ["IntegrationLogs:Watch:Sources:0"] = "Sendcloud/1",
        };
        using (IHost good = Build(settings))
        {
            Assert.NotNull(good.Services.GetRequiredService<IIntegrationLogsClient>());
            await good.StartAsync();
            await good.StopAsync();
        }

        settings["IntegrationLogs:Wach:Sources:0"] = "Sendcloud/1";
        using IHost bad = Build(settings);
        var error = Assert.Throws<OptionsValidationException>(() => bad.Services.GetRequiredService<IIntegrationLogsClient>());

        Assert.StartsWith("IntegrationLogs:Wach is no setting", Assert.Single(error.Failures), StringComparison.Ordinal);

        static IHost Build(Dictionary<string, string?> settings)
        {
            HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Services.AddIntegrationLogsClient(builder.Configuration.GetSection("IntegrationLogs"))
                .Sendcloud.UseApi(_ => new SimulatedSendcloud());
            builder.Services.AddIntegrationLogsWatch(
                builder.Configuration.GetSection("IntegrationLogs:Watch"), (_, _) => Task.CompletedTask);
            return builder.Build();
        }
    }

    [Fact]
    public void A_section_and_a_handler_are_needed()
    {
        var services = new ServiceCollection();
        IConfiguration section = Configuration([]).GetSection("Watch");
        IConfiguration none = null!;

        Assert.Throws<ArgumentNullException>("configuration", () => services.AddIntegrationLogsWatch(none, _handler.HandleAsync));
        Assert.Throws<ArgumentNullException>("configuration", () => services.AddIntegrationLogsWatch<ScopedHandler>("a", none));
        Assert.Throws<ArgumentNullException>("handler", () => services.AddIntegrationLogsWatch("a", section, null!));
    }

    private static IntegrationLogsWatchOptions Read(string json)
    {
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient("nl", options => options.AllowNoVendor = true);
        services.AddIntegrationLogsClient(options => options.AllowNoVendor = true);
        IConfiguration file = new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "Watch": {{json}} }""")))
            .Build();
        services.AddIntegrationLogsWatch(file.GetSection("Watch"), (_, _) => Task.CompletedTask);
        using ServiceProvider provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<IntegrationLogsWatchOptions>>().Value;
    }

    private static IConfigurationSection Section(string key, string value) =>
        Configuration(new() { [$"Watch:{key}"] = value }).GetSection("Watch");

    private static IConfigurationRoot Configuration(Dictionary<string, string?> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

    private async Task<OptionsValidationException> FailAsync(Dictionary<string, string?> settings)
    {
        IConfiguration configuration = Configuration(settings);
        using IHost host = new HostedSendcloud(_vendor, _time, services => services
            .AddSingleton(configuration)
            .AddIntegrationLogsWatch("mine", configuration.GetSection("Watch"), _handler.HandleAsync)).Host;
        return await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
    }
}
