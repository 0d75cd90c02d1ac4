using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationLogs.Client.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntegrationLogs.Client.Tests.Deploy;

/// <summary>The dashboard and the alert rules ask for instruments and tags that exist, by the names that Prometheus has for them.</summary>
public sealed partial class DeployTests
{
    private static readonly string[] OwnTags =
    [
        .. typeof(TagNames).GetFields().Select(field => (string)field.GetValue(null)!)
            .Select(tag => tag.Replace('.', '_')),
    ];

    [Fact]
    public async Task Every_query_names_an_instrument_that_exists()
    {
        HashSet<string> series = await SeriesAsync();
        string[] used = [.. Queries().SelectMany(query => Metric().Matches(WithoutLabels(query)).Select(match => match.Value)).Distinct()];

        Assert.True(used.Length > 10, $"There are only {used.Length}.");
        Assert.All(used, name => Assert.Contains(name, series));
    }

    [Fact]
    public void Every_query_names_tags_that_exist()
    {
        string[] used =
        [
            .. Queries().SelectMany(query => Label().Matches(query).Select(match => match.Groups[1].Value)
                .Concat(Grouping().Matches(query).SelectMany(match => match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))))
                .Distinct(),
        ];

        Assert.Contains("integration_logs_vendor", used);
        Assert.All(used.Except(["le"]), name => Assert.Contains(name, OwnTags));
    }

    [Fact]
    public void Every_panel_has_a_place_of_its_own_and_a_query()
    {
        using JsonDocument dashboard = JsonDocument.Parse(Resource("integration-logs.json"));
        JsonElement[] panels = [.. dashboard.RootElement.GetProperty("panels").EnumerateArray()];

        Assert.Equal(panels.Length, panels.Select(panel => panel.GetProperty("gridPos").GetRawText()).Distinct().Count());
        Assert.Equal(panels.Length, panels.Select(panel => panel.GetProperty("title").GetString()).Distinct().Count());
        Assert.All(panels, panel => Assert.NotEqual(0, panel.GetProperty("targets").GetArrayLength()));
    }

    private static IEnumerable<string> Queries()
    {
        using JsonDocument dashboard = JsonDocument.Parse(Resource("integration-logs.json"));
        foreach (JsonElement panel in dashboard.RootElement.GetProperty("panels").EnumerateArray())
        {
            foreach (JsonElement target in panel.GetProperty("targets").EnumerateArray())
            {
                yield return target.GetProperty("expr").GetString()!;
            }
        }

        foreach (Match rule in Expression().Matches(Resource("integration-logs.rules.yml")))
        {
            yield return rule.Groups[1].Value;
        }
    }

    /// <summary>The names of all series that Prometheus makes of the instruments.</summary>
    private static async Task<HashSet<string>> SeriesAsync()
    {
        HashSet<string> series = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == ClientDiagnostics.Name)
            {
                lock (series)
                {
                    series.UnionWith(SeriesOf(instrument));
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
        lock (series)
        {
            return series;
        }
    }

    private static string[] SeriesOf(Instrument instrument)
    {
        string name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : string.Empty);
        return instrument.GetType().Name switch
        {
            "Counter`1" => [$"{name}_total"],
            "Histogram`1" => [$"{name}_bucket", $"{name}_count", $"{name}_sum"],
            _ => [name],
        };
    }

    private static string WithoutLabels(string query) => Grouping().Replace(Labels().Replace(query, string.Empty), string.Empty);

    private static string Resource(string name)
    {
        using Stream stream = typeof(DeployTests).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("integration_logs_[a-z_]+")]
    private static partial Regex Metric();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Labels();

    [GeneratedRegex("[{,] *([a-z_]+) *(?:=~|!=|!~|=)")]
    private static partial Regex Label();

    [GeneratedRegex(@"\b(?:by|ignoring|group_left|on) *\(([^)]*)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"^ +expr: (?:>-\n)?((?:.*\n)+?) +(?:for|labels):", RegexOptions.Multiline)]
    private static partial Regex Expression();
}
