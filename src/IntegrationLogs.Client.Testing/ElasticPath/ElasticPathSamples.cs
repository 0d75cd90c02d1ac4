using System.Globalization;
using IntegrationLogs.Client.Testing.Records;

namespace IntegrationLogs.Client.Testing.ElasticPath;

/// <summary>Makes Elastic Path's records, each from the seed and its number alone. Of ten logs three succeeded.</summary>
internal sealed class ElasticPathSamples(int seed, int integrationCount)
{
    private const long StepTicks = 137_204_519;

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
    private static readonly DateTimeOffset Start = new(2017, 10, 30, 18, 15, 40, TimeSpan.Zero);

    private const string OutsideOf2xx = "Received a status code outside of 2xx range - treating webhook as a fail";

    public ElasticPathLog Log(long number)
    {
        (int jobOfTen, int attempt, bool succeeded) = Attempts[number % Attempts.Length];
        long job = (number / Attempts.Length * 5) + jobOfTen;
        var chance = new SeededChance(seed, "log", number);
        string id = chance.Uuid();
        (int status, string body, string detail) = succeeded ? (200, "OK", "") : chance.Pick(Failures);
        long ticks = 876_509 + (number * StepTicks) + chance.Below(9_000_000);
        (string text, DateTimeOffset createdAt) = Time(ticks, chance.Below(100));
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
            IntegrationId = IntegrationId(job % integrationCount),
            JobId = new SeededChance(seed, "job", job).Uuid(),
            CreatedAt = createdAt,
            CreatedAtText = text,
        };
    }

    public ElasticPathIntegration Integration(long number)
    {
        var chance = new SeededChance(seed, "details", number);
        (string createdAt, DateTimeOffset created) = Time(-(number + 2) * TimeSpan.TicksPerDay, 0);
        (string updatedAt, DateTimeOffset updated) = Time(-(number + 1) * TimeSpan.TicksPerDay, 0);
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
            CreatedAtText = createdAt,
            UpdatedAt = updated,
            UpdatedAtText = updatedAt,
        };
    }

    private string IntegrationId(long number) => new SeededChance(seed, "integration", number).Uuid();

    /// <summary>A time with nine fractional digits, of which .NET reads seven.</summary>
    private static (string Text, DateTimeOffset Value) Time(long ticks, int nanoseconds)
    {
        DateTimeOffset value = Start.AddTicks(ticks);
        return (string.Create(CultureInfo.InvariantCulture, $"{value:yyyy-MM-ddTHH:mm:ss.fffffff}{nanoseconds:00}Z"), value);
    }
}
