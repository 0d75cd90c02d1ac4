using System.Collections;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Tests;

/// <summary>
/// The README says what the code does: its snippets compile, the tests in them pass, and its tables hold the code's own values.
/// </summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<int> SnippetLines => [.. ReadmeDocument.Snippets.Select(snippet => snippet.Line)];

    [Theory]
    [MemberData(nameof(SnippetLines))]
    public void Every_snippet_compiles_without_a_warning(int line) => SnippetAt(line).Compile();

    [Fact]
    public async Task Every_test_in_a_snippet_passes()
    {
        int ran = 0;
        foreach (MethodInfo test in ReadmeDocument.Snippets
            .Where(snippet => snippet.Code.Contains("[Fact]", StringComparison.Ordinal))
            .SelectMany(snippet => snippet.Compile().GetTypes())
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(FactAttribute))))
        {
            await (Task)test.Invoke(Activator.CreateInstance(test.DeclaringType!), null)!;
            ran++;
        }

        Assert.Equal(3, ran);
    }

    [Fact]
    public void No_block_of_csharp_is_left_out() => Assert.Equal(
        Regex.Count(ReadmeDocument.Text, @"^\s*```\s*(csharp|cs|c#)", RegexOptions.Multiline | RegexOptions.IgnoreCase),
        ReadmeDocument.Snippets.Count);

    [Theory]
    [InlineData("dotnet run --project samples/QuickStart")]
    [InlineData("dotnet run --project samples/FailureStore -- --until-quiet")]
    [InlineData("dotnet run --project samples/FailureStore -- --report")]
    [InlineData("dotnet test")]
    [InlineData("dotnet add package IntegrationLogs.Client")]
    [InlineData("dotnet add package IntegrationLogs.Client.Hosting")]
    [InlineData("dotnet add package IntegrationLogs.Client.PostgreSql")]
    [InlineData("dotnet pack -c Release")]
    public void Every_command_stands_on_a_line_of_its_own(string command) =>
        Assert.Contains(ReadmeDocument.Text.Split('\n'), line => line.Split('#')[0].TrimEnd() == command);

    [Fact]
    public void The_options_table_holds_every_option_with_its_default()
    {
        var defaults = new IntegrationLogsClientOptions();
        AssertDefaults(
            ReadmeDocument.Table("options"),
            [
                .. typeof(IntegrationLogsClientOptions).GetProperties()
                    .SelectMany(group => group.PropertyType.IsPrimitive || group.PropertyType == typeof(TimeSpan?)
                        ? [(group.Name, group.PropertyType, group.GetValue(defaults))]
                        : OptionsOf(group.GetValue(defaults)!, group.Name + "."))
                    .SelectMany(option => option.Value is RateLimitOptions group ? OptionsOf(group, option.Name + ".") : [option]),
            ]);
    }

    [Fact]
    public void The_settings_file_is_read_whole()
    {
        string json = SettingsFile(0);
        IConfigurationSection section = new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)))
            .AddInMemoryCollection([new("IntegrationLogs:ElasticPath:ClientSecret", "…"), new("IntegrationLogs:Sendcloud:SecretKey", "…")])
            .Build()
            .GetSection("IntegrationLogs");
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(section);
        using ServiceProvider provider = services.BuildServiceProvider();

        IntegrationLogsClientOptions options = provider.GetRequiredService<IOptions<IntegrationLogsClientOptions>>().Value;

        Assert.Equal(new Uri("https://euwest.api.elasticpath.com"), options.ElasticPath.BaseAddress);
        Assert.Equal(["EP-Org-ID", "EP-Store-ID"], options.ElasticPath.Headers.Keys.Order());
        Assert.Equal("…", options.Sendcloud.PublicKey);
        ResilienceOptions sendcloud = options.Sendcloud.Resilience!;
        Assert.Equal((5, TimeSpan.FromSeconds(30)), (sendcloud.MaxRetries, sendcloud.AttemptTimeout));
        Assert.Equal((5, TimeSpan.FromMinutes(2)), (options.Resilience.MaxRetries, options.Resilience.TotalTimeout));
        Assert.All(
            section.AsEnumerable(makePathsRelative: true).Where(setting => setting.Value is not null),
            setting => Assert.Contains(
                ReadmeDocument.Table("options"),
                row => setting.Key.Replace(':', '.').StartsWith(ReadmeDocument.Code(row[0]), StringComparison.Ordinal)));
    }

    [Fact]
    public void The_settings_file_of_a_watch_in_a_host_is_read_whole()
    {
        IConfiguration file = new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(SettingsFile(1))))
            .AddInMemoryCollection([new("IntegrationLogs:Sendcloud:PublicKey", "…"), new("IntegrationLogs:Sendcloud:SecretKey", "…")])
            .Build();
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(file.GetSection("IntegrationLogs"));
        services.AddIntegrationLogsWatch(file.GetSection("IntegrationLogs:Watch"), (_, _) => Task.CompletedTask);
        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.NotNull(provider.GetRequiredService<IIntegrationLogsClient>());

        IntegrationLogsWatchOptions options = provider.GetRequiredService<IOptions<IntegrationLogsWatchOptions>>().Value;

        Assert.Equal((string.Empty, "Sendcloud/123"), (options.ClientName, Assert.Single(options.Sources).Name));
        Assert.Equal([IntegrationVendor.ElasticPath], options.DiscoverSources);
        Assert.Equal((TimeSpan.FromSeconds(30), DateTimeOffset.MinValue), (options.Watch.PollInterval, options.Watch.Start.Time));
    }

    [Fact]
    public void The_paging_table_holds_every_option_with_its_default() =>
        AssertDefaults(ReadmeDocument.Table("paging"), OptionsOf(new PagingOptions(), prefix: string.Empty));

    [Fact]
    public void The_entry_table_holds_every_field() => Assert.Equal(
        typeof(IntegrationLogEntry).GetProperties().Select(property => property.Name).Order(),
        ReadmeDocument.Table("entry").Select(row => ReadmeDocument.Code(row[0])).Order());

    [Fact]
    public void The_watch_table_holds_every_option_with_its_default() =>
        AssertDefaults(ReadmeDocument.Table("watch"), OptionsOf(new WatchOptions(), prefix: string.Empty));

    [Fact]
    public void The_incident_options_table_holds_every_option_with_its_default() =>
        AssertDefaults(ReadmeDocument.Table("incident-options"), OptionsOf(new IncidentOptions(), prefix: string.Empty));

    [Fact]
    public void The_hosted_watch_table_holds_every_setting_with_its_default()
    {
        string[] lists = [nameof(IntegrationLogsWatchOptions.Sources), nameof(IntegrationLogsWatchOptions.DiscoverSources)];
        string[] others = [nameof(IntegrationLogsWatchOptions.ClientName), nameof(IntegrationLogsWatchOptions.Watch)];
        AssertDefaults(
            ReadmeDocument.Table("hosted-watch"),
            [
                .. OptionsOf(new IntegrationLogsWatchOptions(), prefix: string.Empty)
                    .Where(option => !lists.Contains(option.Name) && !others.Contains(option.Name)),
            ]);
    }

    [Fact]
    public void The_postgres_table_holds_every_setting_with_its_default() => AssertDefaults(
        ReadmeDocument.Table("postgres"),
        [
            .. OptionsOf(new PostgresLogStoreOptions(), prefix: string.Empty)
                .Where(option => option.Name is not (nameof(PostgresLogStoreOptions.ConnectionString) or nameof(PostgresLogStoreOptions.WatchName))),
        ]);

    [Fact]
    public void The_sinks_table_holds_every_sink_with_its_defaults()
    {
        Dictionary<string, SinkOptions> sinks = [];
        var address = new Uri("https://receiver.example/");
        new ServiceCollection()
            .AddIntegrationLogsWatch(_ => { })
            .ToWebhook(address, options => sinks["ToWebhook"] = options)
            .ToSlack(address, options => sinks["ToSlack"] = options)
            .ToTeams(address, options => sinks["ToTeams"] = options)
            .ToLogger(options => sinks["ToLogger"] = options)
            .ToJsonLines("a.jsonl", options => sinks["ToJsonLines"] = options)
            .ToStore(options => sinks["ToStore"] = options)
            .ToSink("own", _ => throw new InvalidOperationException(), options => sinks["ToSink"] = options);

        Assert.Equal(
            sinks.Select(sink => (sink.Key, $"{sink.Value.Content}", $"{sink.Value.BatchSize}")),
            ReadmeDocument.Table("sinks").Select(row => (ReadmeDocument.Code(row[0]), ReadmeDocument.Code(row[1]), ReadmeDocument.Code(row[2]))));
        Assert.All(sinks.Values, options => Assert.Equal(TimeSpan.FromSeconds(30), options.Timeout));
        Assert.Equal(
            typeof(IntegrationLogsSinkBuilderExtensions).GetMethods().Select(method => method.Name).Where(name => name.StartsWith("To", StringComparison.Ordinal)).Except(["ToString"]),
            sinks.Keys);
    }

    [Fact]
    public void The_resilience_table_holds_every_figure()
    {
        Dictionary<string, string> figures =
            ReadmeDocument.Table("resilience").ToDictionary(row => ReadmeDocument.Code(row[2]), row => row[1]);
        (string Name, Type Type, object? Value)[] options = OptionsOf(new ResilienceOptions(), prefix: string.Empty);

        Assert.Equal(options.Select(option => option.Name).Order(), figures.Keys.Order());
        Assert.All(options, option => Assert.Equal(option.Value, Figure(figures[option.Name])));
    }

    [Fact]
    public void The_statuses_that_are_retried_are_the_ones_it_names()
    {
        string row = ReadmeDocument.Text.Split('\n').Single(line => line.StartsWith("| Status ", StringComparison.Ordinal));

        Assert.EndsWith("| retried |", row, StringComparison.Ordinal);
        Assert.Equal(
            Enumerable.Range(100, 500).Where(status => RetryPolicy.IsTransient((HttpStatusCode)status)),
            StatusCode().Matches(row).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void The_errors_table_holds_every_exception()
    {
        IEnumerable<string> named = ReadmeDocument.Table("errors").Select(row => ReadmeDocument.Code(row[0]));
        IEnumerable<string> thrown = typeof(IntegrationLogsException).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(Exception)))
            .Select(type => type.Name);

        Assert.Empty(thrown.Except(named));
        Assert.All(
            named.Except(thrown),
            name => Assert.True(
                typeof(Exception).Assembly.GetType("System." + name) is not null || name == "OptionsValidationException",
                $"There is no {name}."));
    }

    [Fact]
    public void The_events_table_holds_every_log_event()
    {
        IEnumerable<(string, string, string)> events = new[] { typeof(IntegrationLogsClient), typeof(IntegrationLogsWatchOptions), typeof(PostgresLogStore) }
            .SelectMany(any => any.Assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .DistinctBy(message => message.EventId)
            .OrderBy(message => message.EventId)
            .Select(message => (message.EventId.ToString(CultureInfo.InvariantCulture), message.EventName!, message.Level.ToString()));

        Assert.Equal(events, ReadmeDocument.Table("events").Select(row => (row[0], ReadmeDocument.Code(row[1]), row[2])));
    }

    [Fact]
    public async Task The_instruments_table_holds_every_instrument_with_its_unit()
    {
        var instruments = new SortedSet<(string, string?)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == ClientDiagnostics.Name)
            {
                lock (instruments)
                {
                    instruments.Add((instrument.Name, instrument.Unit));
                }
            }
        };
        listener.Start();
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(new IntegrationLogsClientOptions { AllowNoVendor = true });
        services.AddIntegrationLogsWatch(_ => { }, (_, _) => Task.CompletedTask);
        await using ServiceProvider provider = services.BuildServiceProvider();
        provider.GetRequiredService<IIntegrationLogsClient>();
        provider.GetRequiredService<IHostedService>();

        IEnumerable<(string, string?)> named = ReadmeDocument.Table("instruments")
            .Select(row => (ReadmeDocument.Code(row[0]), (string?)ReadmeDocument.Code(row[1])));
        lock (instruments)
        {
            Assert.Equal(instruments, named.Order());
        }

        Assert.Contains($"are all named `{ClientDiagnostics.Name}`", ReadmeDocument.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_faults_table_holds_every_fault() => Assert.Equal(
        typeof(Fault).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.Name).Distinct().Order(),
        ReadmeDocument.Table("faults").Select(row => ReadmeDocument.Code(row[0])).Order());

    private static string SettingsFile(int index) =>
        Regex.Matches(ReadmeDocument.Text, "```json\n(.*?)```", RegexOptions.Singleline)[index].Groups[1].Value;

    private static ReadmeSnippet SnippetAt(int line) => ReadmeDocument.Snippets.Single(snippet => snippet.Line == line);

    private static (string Name, Type Type, object? Value)[] OptionsOf(object options, string prefix) =>
    [
        .. options.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (prefix + property.Name, property.PropertyType, property.GetValue(options))),
    ];

    private static void AssertDefaults(IReadOnlyList<string[]> rows, (string Name, Type Type, object? Value)[] options)
    {
        Dictionary<string, string> written = rows.ToDictionary(row => ReadmeDocument.Code(row[0]), row => row[1]);

        Assert.Equal(options.Select(option => option.Name).Order(), written.Keys.Order());
        Assert.All(options, option => Assert.Equal(Default(option.Value), Default(written[option.Name], option.Type)));
    }

    /// <summary>A default as the table's cell is read below.</summary>
    private static object Default(object? value) => value switch
    {
        null => "—",
        IDictionary { Count: 0 } => "empty",
        Uri address => address.OriginalString,
        bool flag => flag ? "true" : "false",
        double number => number.ToString(CultureInfo.InvariantCulture),
        WatchStart start => start.ToString(),
        _ => value,
    };

    private static object Default(string cell, Type type)
    {
        string text = ReadmeDocument.Code(cell);
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return text == "—" ? text
            : plain == typeof(TimeSpan) ? TimeSpan.Parse(text, CultureInfo.InvariantCulture)
            : plain == typeof(int) ? int.Parse(text, CultureInfo.InvariantCulture)
            : text;
    }

    private static object Figure(string cell) => cell.Split(' ') switch
    {
        [string number] => Number(number),
        [string number, "ms"] => TimeSpan.FromMilliseconds(Number(number)),
        [string number, "s"] => TimeSpan.FromSeconds(Number(number)),
        [string number, "MiB"] => Number(number) * 1024 * 1024,
        _ => throw new FormatException($"'{cell}' is no figure."),
    };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\b\d{3}\b")]
    private static partial Regex StatusCode();
}
