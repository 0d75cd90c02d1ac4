using System.Globalization;
using IntegrationLogs.Client.Testing.Records;

namespace IntegrationLogs.Client.Testing.Sendcloud;

/// <summary>Makes Sendcloud's records, each from the seed and its number alone.</summary>
internal sealed class SendcloudSamples
{
    private const int MicrosecondsBetweenLogs = 12 * 60 * 1_000_000;

    private static readonly string[] Shops = ["Tulip Bikes", "Harbour Books", "Nordlicht Lampen", "Casa del Té", "Atelier Soie"];
    private static readonly string[] Systems = ["shopify", "woocommerce", "magento_v2", "prestashop", "lightspeed"];

    private readonly int _seed;
    private readonly int _integrationCount;
    private readonly SampleTimeline _timeline;
    private readonly long _firstIntegration;
    private readonly long _firstLog;
    private long _highestLog;

    public SendcloudSamples(int seed, int integrationCount, int logCount, DateTimeOffset newestLogAt)
    {
        _seed = seed;
        _integrationCount = integrationCount;
        _timeline = new SampleTimeline(Ticks, logCount, newestLogAt);
        _firstIntegration = 100_000 + new SeededChance(seed, "integration", 0).Below(800_000);
        _firstLog = 1_000_000 + new SeededChance(seed, "log", 0).Below(8_000_000);
    }

    public SampleSource<SendcloudLog> Logs => new(
        Log,
        (number, at) => Log(number, Math.Max(_firstLog + number, _highestLog + 1), at),
        log => _highestLog = Math.Max(_highestLog, log.Id ?? 0));

    public SampleSource<SendcloudIntegration> Integrations => new(Integration, NewIntegration);

    public SendcloudLog Log(long number) => Log(number, _firstLog + number, _timeline.At(number));

    public SendcloudIntegration Integration(long number) =>
        Integration(number, DaysBeforeNewest(number + 30), DaysBeforeNewest(number + 3), failingSince: DaysBeforeNewest(2));

    private SendcloudLog Log(long number, long id, DateTimeOffset at)
    {
        var chance = new SeededChance(_seed, "log", number + 1);
        long integration = chance.Below(_integrationCount);
        SendcloudFailure failure = SendcloudFailure.All[number % SendcloudFailure.All.Length];
        string shop = ShopUrl(integration);
        DateTimeOffset createdAt = CentralEuropeanTime.Of(at);
        return new SendcloudLog
        {
            Id = id,
            IntegrationId = _firstIntegration + integration,
            BaseUrl = shop,
            FullUrl = failure.HasNoUrl ? null : $"{shop}/{failure.Path}",
            Method = failure.Method,
            ResponseCode = failure.Status,
            Response = failure.ResponseBody is null ? null : new SendcloudLogResponse
            {
                Headers = Raw(failure.ResponseHeaders),
                Body = Raw(failure.ResponseBody),
            },
            Request = failure.RequestHeaders is null ? null : new SendcloudLogRequest
            {
                Headers = Raw(failure.RequestHeaders),
                Payload = Raw(failure.Payload),
            },
            CreatedAt = createdAt,
            CreatedAtText = Text(createdAt),
            ExceptionType = failure.ExceptionType,
            Exception = failure.Exception,
            Protected = failure.Protected,
            AdditionalData = Raw(failure.AdditionalData),
        };
    }

    private SendcloudIntegration NewIntegration(long number, DateTimeOffset at)
    {
        DateTimeOffset now = CentralEuropeanTime.Of(at);
        return Integration(number, now, now, failingSince: now);
    }

    private SendcloudIntegration Integration(
        long number, DateTimeOffset createdAt, DateTimeOffset updatedAt, DateTimeOffset failingSince)
    {
        DateTimeOffset? failing = number % 3 == 2 ? null : failingSince;
        bool webhook = number % 2 == 0;
        return new SendcloudIntegration
        {
            Id = _firstIntegration + number,
            ShopName = SampleNames.At(Shops, number),
            ShopUrl = ShopUrl(number),
            Type = SampleNames.At(Systems, number, numbered: false),
            StartedFailingAt = failing,
            StartedFailingAtText = failing is null ? null : Text(failing.Value),
            LastFetchedAt = updatedAt,
            LastFetchedAtText = Text(updatedAt),
            CreatedAt = createdAt,
            CreatedAtText = Text(createdAt),
            UpdatedAt = updatedAt,
            UpdatedAtText = Text(updatedAt),
            WebhookActive = webhook,
            WebhookUrl = webhook ? $"{ShopUrl(number)}/sendcloud" : null,
        };
    }

    /// <summary>One in every 12 minutes, less or more.</summary>
    private long Ticks(long number) => TimeSpan.TicksPerMicrosecond
        * ((number * MicrosecondsBetweenLogs) + new SeededChance(_seed, "late", number).Below(MicrosecondsBetweenLogs));

    private DateTimeOffset DaysBeforeNewest(long days) =>
        CentralEuropeanTime.Of(_timeline.NewestAt.Shifted(TimeSpan.FromDays(-days)));

    private static string ShopUrl(long number) => $"https://shop-{number + 1}.example.com";

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);

    private static RawJson Raw(string? json) => json is null ? default : RawJson.Parse(json);
}
