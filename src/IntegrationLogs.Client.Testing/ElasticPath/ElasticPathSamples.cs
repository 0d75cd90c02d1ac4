using System.Globalization;
using IntegrationLogs.Client.Testing.Records;

namespace IntegrationLogs.Client.Testing.ElasticPath;

/// <summary>Makes Elastic Path's records, each from the seed and its number alone. Of ten logs three succeeded.</summary>
internal sealed class ElasticPathSamples
{
    private const long MinutesBetweenJobs = 24;
    private const int MostSecondsLate = 20 * 60;
    private const int TicksWithinSecond = 9_000_000;

    // Ten logs are the attempts of five jobs; the last attempt of a job is the one that may have succeeded.
    private static readonly (int Job, int Attempt, bool Succeeded)[] Attempts =
    [
        (0, 1, true), (1, 1, false), (1, 2, false), (1, 3, true), (2, 1, false),
        (2, 2, false), (3, 1, false), (3, 2, false), (3, 3, true), (4, 1, false),
    ];

    private static readonly (int Status, string Body, string Detail)[] Failures =
    [
        (404, "Not found", OutsideOf2xx),
        (500, "{\"message\":\"Internal Server Error\",\"ref\":\"7f3a\"}", OutsideOf2xx),
        (503, "<html><head><title>503 Service Temporarily Unavailable</title></head><body>nginx</body></html>", OutsideOf2xx),
        (0, "", "Post request: context deadline exceeded (Client.Timeout exceeded while awaiting headers)"),
        (401, "{\"error\":\"signature mismatch\"}", OutsideOf2xx),
        (0, "", "Post request: x509: certificate has expired or is not yet valid"),
        (0, "", "Post request: dial tcp: lookup hooks.example.net: no such host"),
    ];

    private static readonly string[] Names = ["Order export to ERP", "Stock sync", "Customer mails", "Search index", "Data warehouse"];
    private static readonly string[] Events = ["order.created", "order.paid", "stock.updated", "customer.updated", "product.updated"];

    // The vendor documents no pauses between attempts.
    private static readonly TimeSpan[] AfterFirstAttempt = [TimeSpan.Zero, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(140)];

    private const string OutsideOf2xx = "Received a status code outside of 2xx range - treating webhook as a fail";

    private readonly int _seed;
    private readonly int _integrationCount;
    private readonly SampleTimeline _timeline;

    public ElasticPathSamples(int seed, int integrationCount, int logCount, DateTimeOffset newestLogAt)
    {
        _seed = seed;
        _integrationCount = integrationCount;
        _timeline = new SampleTimeline(Ticks, logCount, newestLogAt);
    }

    public SampleSource<ElasticPathLog> Logs => new(Log, NewLog);

    public SampleSource<ElasticPathIntegration> Integrations => new(Integration, NewIntegration);

    public ElasticPathLog Log(long number) => NewLog(number, _timeline.At(number));

    public ElasticPathIntegration Integration(long number) =>
        Integration(number, DaysBeforeNewest(number + 30), DaysBeforeNewest(number + 3));

    private ElasticPathLog NewLog(long number, DateTimeOffset at)
    {
        (int jobOfTen, int attempt, bool succeeded) = Attempts[number % Attempts.Length];
        long job = (number / Attempts.Length * 5) + jobOfTen;
        var chance = new SeededChance(_seed, "log", number);
        string id = chance.Uuid();
        (int status, string body, string detail) = succeeded ? (200, "OK", "") : chance.Pick(Failures);
        chance.Below(TicksWithinSecond);
        (string text, DateTimeOffset createdAt) = Time(at, chance.Below(100));
        return new ElasticPathLog
        {
            Id = id,
            Type = "integration-log",
            Succeeded = succeeded,
            Attempt = attempt,
            ProcessingTime = TimeSpan.FromTicks((status == 0 ? 100_000_000 : 120_000) + (chance.Below(20_000) * 1_000L)),
            Body = body,
            StatusCode = status,
            ErrorDetail = detail,
            IntegrationId = IntegrationId(job % _integrationCount),
            JobId = new SeededChance(_seed, "job", job).Uuid(),
            CreatedAt = createdAt,
            CreatedAtText = text,
        };
    }

    private ElasticPathIntegration NewIntegration(long number, DateTimeOffset at) => Integration(number, at, at);

    private ElasticPathIntegration Integration(long number, DateTimeOffset createdAt, DateTimeOffset updatedAt)
    {
        var chance = new SeededChance(_seed, "details", number);
        (string createdAtText, DateTimeOffset created) = Time(createdAt, 0);
        (string updatedAtText, DateTimeOffset updated) = Time(updatedAt, 0);
        return new ElasticPathIntegration
        {
            Id = IntegrationId(number),
            Type = "integration",
            Name = SampleNames.At(Names, number),
            Description = "Delivers events to a service of the shop.",
            Enabled = number % 4 != 3,
            IntegrationType = "webhook",
            Observes = [SampleNames.At(Events, number, numbered: false), SampleNames.At(Events, number + 1, numbered: false)],
            Configuration = new ElasticPathIntegrationConfiguration
            {
                Url = $"https://hooks.example.net/elastic-path/{number + 1}",
                SecretKey = chance.Next().ToString("x16", CultureInfo.InvariantCulture),
            },
            CreatedAt = created,
            CreatedAtText = createdAtText,
            UpdatedAt = updated,
            UpdatedAtText = updatedAtText,
        };
    }

    /// <summary>A job in every 24 minutes, less or more; its attempts follow each other within minutes.</summary>
    private long Ticks(long number)
    {
        (int jobOfTen, int attempt, _) = Attempts[number % Attempts.Length];
        long job = (number / Attempts.Length * 5) + jobOfTen;
        long late = new SeededChance(_seed, "late", job).Below(MostSecondsLate) * TimeSpan.TicksPerSecond;
        long start = (job * MinutesBetweenJobs * TimeSpan.TicksPerMinute) + late;
        return start + AfterFirstAttempt[attempt - 1].Ticks + new SeededChance(_seed, "ticks", number).Below(TicksWithinSecond);
    }

    private string IntegrationId(long number) => new SeededChance(_seed, "integration", number).Uuid();

    private DateTimeOffset DaysBeforeNewest(long days) => _timeline.NewestAt.Shifted(TimeSpan.FromDays(-days));

    /// <summary>A time with nine fractional digits, of which .NET reads seven.</summary>
    private static (string Text, DateTimeOffset Value) Time(DateTimeOffset at, int nanoseconds)
    {
        DateTimeOffset value = at.ToUniversalTime();
        return (string.Create(CultureInfo.InvariantCulture, $"{value:yyyy-MM-ddTHH:mm:ss.fffffff}{nanoseconds:00}Z"), value);
    }
}
