using System.Globalization;
using System.Text.Json;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Http;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly.Timeout;

namespace IntegrationLogs.Client.Tests.Diagnostics;

/// <summary>Messages, logs and texts are the same under every culture.</summary>
public sealed class CultureTests
{
    /// <summary>
    /// Decimal commas, other minus signs, other calendars and casing. Where the runtime has no data of cultures, only those made here.
    /// </summary>
    private static readonly CultureInfo[] Cultures =
    [
        .. new[] { "de-DE", "sv-SE", "ar-SA", "fa-IR", "th-TH", "tr-TR" }.SelectMany(Find),
        new OddCulture(minus: "-", point: ",", dates: ".", times: ":"),
        new OddCulture(minus: "\u2212", point: ",", dates: "-", times: ":"),
        new OddCulture(minus: "\u061C-", point: "\u066B", dates: "\u200F/", times: "."),
        new OddCulture(minus: "~", point: "@", dates: "|", times: "!"),
    ];

    [Fact]
    public void The_test_would_notice()
    {
        using var _ = new Under(Cultures[^1]);

        Assert.Equal("~1@5", $"{-1.5}");
        Assert.NotEqual($"{new DateTime(2024, 2, 29)}", new DateTime(2024, 2, 29).ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Texts_of_everything_public_are_the_same()
    {
        string expected = string.Join('\n', Texts());
        Assert.All(Cultures, culture =>
        {
            using var _ = new Under(culture);
            Assert.Equal(expected, string.Join('\n', Texts()));
        });
    }

    [Fact]
    public async Task Messages_and_logs_of_every_fault_are_the_same()
    {
        string expected = string.Join('\n', await FaultsAsync());
        foreach (CultureInfo culture in Cultures)
        {
            using var _ = new Under(culture);
            Assert.Equal(expected, string.Join('\n', await FaultsAsync()));
        }
    }

    private static IEnumerable<CultureInfo> Find(string name)
    {
        try
        {
            return [new CultureInfo(name)];
        }
        catch (CultureNotFoundException)
        {
            return [];
        }
    }

    private static IEnumerable<string?> Texts()
    {
        var time = new DateTimeOffset(2024, 2, 29, 13, 2, 3, 4, TimeSpan.FromHours(-5));
        var elasticPath = new ElasticPathLog
        {
            Id = "INI",
            IntegrationId = "i",
            JobId = "j",
            Attempt = -1,
            StatusCode = -404,
            ProcessingTime = TimeSpan.FromSeconds(-1.5),
            CreatedAt = time,
            ErrorDetail = "e",
        };
        var sendcloud = new SendcloudLog { Id = -5, IntegrationId = -7, ResponseCode = -1, CreatedAt = time, Exception = "e" };
        var shop = new SendcloudIntegration { Id = -5, ShopName = "INI", StartedFailingAt = time, UpdatedAt = time };
        IntegrationLogEntry entry = IntegrationLogEntry.From(elasticPath);
        yield return elasticPath.ToString();
        yield return sendcloud.ToString();
        yield return shop.ToString();
        yield return entry.ToString();
        yield return IntegrationLogEntry.From(sendcloud).ToString();
        yield return JobOutcome.From("i", "j", [elasticPath]).ToString();
        yield return new FailingIntegration
        {
            Vendor = IntegrationVendor.Sendcloud,
            IntegrationId = "-5",
            Integration = shop,
            FailingSince = time,
        }.ToString();
        yield return JsonSerializer.Serialize(elasticPath);
        yield return JsonSerializer.Serialize(sendcloud);
        yield return JsonSerializer.Serialize(shop);
        yield return JsonSerializer.Serialize(entry);
        yield return JsonSerializer.Deserialize<ElasticPathLog>(
            """{"processing_time":"-1.5","attempt":"-3","succeeded":"FALSE","meta":{"timestamps":{"created_at":"29 Feb 2024"}}}""")!.ToString();
        yield return JsonSerializer.Deserialize<SendcloudLog>(
            """{"ID":1,"id":"-3","created_at":"2024-02-29 13:02:03.5"}""")!.CreatedAt?.ToString("O", CultureInfo.InvariantCulture);
        yield return new AccessToken("t", time).ToString();
        yield return new ResponseInfo(attempts: -2).ToString();
        yield return new UnreadableRecord("r", new byte[1234]).ToString();
        yield return LogSource.Sendcloud(5).ToString();
        yield return LogCheckpoint.Create([LogSource.Sendcloud(5)], time).ToJson();
        yield return $"{LogCheckpoint.Create([LogSource.Sendcloud(5)], time)} {WatchStart.At(time)}";
        yield return RawJson.Parse("[1,2]").ToString();
        var options = new IntegrationLogsClientOptions();
        options.ElasticPath.ClientId = options.ElasticPath.ClientSecret = "client";
        options.Resilience.MaxRetries = -1;
        options.Resilience.MaxResponseBytes = -1;
        options.ElasticPath.Paging = new PagingOptions { PageSize = -1 };
        options.Resilience.BaseDelay = TimeSpan.FromSeconds(-1.5);
        yield return Assert.Throws<OptionsValidationException>(() => IntegrationLogsClient.Create(options)).Message;
    }

    /// <summary>The messages of faults of each kind, and all that was logged on the way.</summary>
    private static async Task<IReadOnlyList<string>> FaultsAsync()
    {
        using var telemetry = new Telemetry();
        List<string> texts = [];
        foreach (Fault fault in (Fault[])
        [
            Fault.Status(400, body: """{"errors":[{"status":-1,"title":"INI","detail":1.5}]}"""),
            Fault.Status(404), Fault.Status(503), Fault.Redirect(new Uri("https://INI.example/x")),
            Fault.Status(429, "36000"), Fault.Answer("<html>"), Fault.Answer("""{"data":[{"a":NaN}]}"""),
            Fault.ResetBeforeHeaders(),
        ])
        {
            foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
            {
                await using TestClient test = await TestClient.StartAsync(
                    options => options.Resilience.MaxRetries = 1,
                    build: builder => builder.Services.AddLogging(
                        logging => logging.AddProvider(telemetry).SetMinimumLevel(LogLevel.Trace)));
                test.Faults(vendor).Always(fault);
                texts.Add((await Record.ExceptionAsync(() => test.GetAsync(vendor)))?.Message ?? "read");
            }
        }

        var wire = new WiredConnection(new TimeoutRejectedException(TimeSpan.FromMilliseconds(150)));
        texts.Add((await wire.SendAsync())!.Message);
        texts.AddRange(telemetry.Logs.Where(text => text.StartsWith("IntegrationLogs.Client ", StringComparison.Ordinal)));
        return texts;
    }

    /// <summary>A culture that writes numbers and times in its own way.</summary>
    private sealed class OddCulture : CultureInfo
    {
        public OddCulture(string minus, string point, string dates, string times)
            : base(string.Empty)
        {
            NumberFormat = new NumberFormatInfo { NegativeSign = minus, NumberDecimalSeparator = point, NumberGroupSeparator = "'" };
            DateTimeFormat = new DateTimeFormatInfo
            {
                DateSeparator = dates,
                TimeSeparator = times,
                ShortDatePattern = "d/M/yy",
                LongTimePattern = "s:m:H tt",
                AMDesignator = "x",
                PMDesignator = "y",
            };
        }

        public override object? GetFormat(Type? formatType) =>
            formatType == typeof(DateTimeFormatInfo) ? DateTimeFormat : base.GetFormat(formatType);
    }

    private readonly struct Under : IDisposable
    {
        private readonly CultureInfo _before = CultureInfo.CurrentCulture;

        public Under(CultureInfo culture) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;

        public void Dispose() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = _before;
    }
}
