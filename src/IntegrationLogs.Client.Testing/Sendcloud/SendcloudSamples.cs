using System.Globalization;
using IntegrationLogs.Client.Testing.Records;

namespace IntegrationLogs.Client.Testing.Sendcloud;

/// <summary>Makes Sendcloud's records, each from the seed and its number alone.</summary>
internal sealed class SendcloudSamples(int seed, int integrationCount)
{
    private const int StepSeconds = 97;

    private static readonly string[] Shops = ["Tulip Bikes", "Harbour Books", "Nordlicht Lampen", "Casa del Té", "Atelier Soie"];
    private static readonly string[] Systems = ["shopify", "woocommerce", "magento_v2", "prestashop", "lightspeed"];
    private static readonly DateTimeOffset Start = new(2023, 3, 1, 2, 2, 0, TimeSpan.FromHours(1));

    private readonly long _firstIntegration = 100_000 + new SeededChance(seed, "integration", 0).Below(800_000);
    private readonly long _firstLog = 1_000_000 + new SeededChance(seed, "log", 0).Below(8_000_000);

    public SendcloudLog Log(long number)
    {
        var chance = new SeededChance(seed, "log", number + 1);
        long integration = chance.Below(integrationCount);
        SendcloudFailure failure = SendcloudFailure.All[number % SendcloudFailure.All.Length];
        string shop = ShopUrl(integration);

        // Whole seconds apart: as cursors, times must differ.
        DateTimeOffset createdAt = Start.AddSeconds((number * StepSeconds) + chance.Below(StepSeconds));
        return new SendcloudLog
        {
            Id = _firstLog + number,
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

    public SendcloudIntegration Integration(long number)
    {
        DateTimeOffset createdAt = Start.AddDays(-(number + 30));
        DateTimeOffset updatedAt = Start.AddDays(-(number + 1));
        DateTimeOffset? failing = number % 3 == 2 ? null : Start;
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

    private static string ShopUrl(long number) => $"https://shop-{number + 1}.example.com";

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    private static RawJson Raw(string? json) => json is null ? default : RawJson.Parse(json);
}
