using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>Entries through the serializers that applications use.</summary>
public sealed class EntryJsonTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static readonly JsonSerializerOptions[] Serializers =
    [
        Web, JsonSerializerOptions.Default, IntegrationLogsJsonContext.Default.Options,
        new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower },
        new() { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper, WriteIndented = true },
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull },
        new(JsonSerializerDefaults.Web) { TypeInfoResolver = IntegrationLogsJsonContext.Default },
    ];

    private static readonly IntegrationLogEntry[] Entries =
    [
        IntegrationLogEntry.From(new ElasticPathLog
        {
            Id = "log",
            IntegrationId = "integration",
            JobId = "job",
            Attempt = 3,
            Succeeded = false,
            StatusCode = 404,
            ErrorDetail = "Not found.",
            CreatedAtText = "2017-10-30T18:15:40.087650928Z",
        }),
        IntegrationLogEntry.From(JsonSerializer.Deserialize<SendcloudLog>(
            """{"id":5,"integration_id":7,"base_url":"https://shop","response_code":"495","exception":"No","created_at":"2026-03-01T02:02:00+01:00"}""")!),
        IntegrationLogEntry.From(new ElasticPathLog()),
        IntegrationLogEntry.From(new SendcloudLog()),
        IntegrationLogEntry.From(new SendcloudLog { Unreadable = new("It is no object but Null.", "null"u8.ToArray()) }),
    ];

    [Fact]
    public void An_entry_comes_back_as_it_was_through_every_serializer()
    {
        foreach (JsonSerializerOptions options in Serializers)
        {
            foreach (IntegrationLogEntry entry in Entries)
            {
                Assert.Equal(entry, Again(entry, options));
            }
        }
    }

    [Fact]
    public void A_watched_entry_comes_back_with_its_source_and_checkpoint()
    {
        foreach (JsonSerializerOptions options in Serializers)
        {
            foreach (IntegrationLogEntry entry in Entries)
            {
                var source = LogSource.Sendcloud(123);
                var watched = new WatchedEntry(entry, source, LogCheckpoint.Create([source], DateTimeOffset.UnixEpoch));

                WatchedEntry again = Again(watched, options);

                Assert.Equal(entry, Again(entry, options));
                Assert.Equal(watched with { }, watched);
                Assert.Equal((watched.FoundIn, watched.Checkpoint.ToJson()), (again.FoundIn, again.Checkpoint.ToJson()));
                Assert.Equal((watched.Vendor, watched.Message, watched.Source), (again.Vendor, again.Message, again.Source));
            }
        }
    }

    [Fact]
    public void Vendors_statuses_and_sources_are_names()
    {
        var source = LogSource.ElasticPath("a b");
        var watched = new WatchedEntry(Entries[0], source, LogCheckpoint.Create([source], DateTimeOffset.UnixEpoch));

        JsonElement json = JsonSerializer.SerializeToElement(watched, Web);

        Assert.Equal("ElasticPath", json.GetProperty("vendor").GetString());
        Assert.Equal("ElasticPath/a%20b", json.GetProperty("foundIn").GetString());
        Assert.True(json.GetProperty("isFailure").GetBoolean());
        Assert.Equal(404, json.GetProperty("source").GetProperty("status_code").GetInt32());
        Assert.Equal("\"Sendcloud\"", JsonSerializer.Serialize(IntegrationVendor.Sendcloud, Web));
        Assert.Equal("\"Failing\"", JsonSerializer.Serialize(JobStatus.Failing, Web));
        Assert.Equal("\"NewestFirst\"", JsonSerializer.Serialize(EntryOrder.NewestFirst, Web));
    }

    [Fact]
    public void A_watched_entry_that_is_held_as_an_entry_is_written_whole()
    {
        var source = LogSource.Sendcloud();
        IntegrationLogEntry watched = new WatchedEntry(Entries[1], source, LogCheckpoint.Create([source], DateTimeOffset.UnixEpoch));

        string json = JsonSerializer.Serialize(watched, Web);

        Assert.Equal(watched.Source, JsonSerializer.Deserialize<WatchedEntry>(json, Web)!.Source);
        Assert.Equal(Entries[1], JsonSerializer.Deserialize<IntegrationLogEntry>(json, Web));
    }

    [Fact]
    public void Outcomes_of_jobs_and_failing_integrations_come_back()
    {
        var job = JobOutcome.From("integration", "job", [new ElasticPathLog { Id = "1", Attempt = 1, Succeeded = false, StatusCode = 500 }]);
        var failing = new FailingIntegration
        {
            Vendor = IntegrationVendor.Sendcloud,
            IntegrationId = "5",
            Integration = new SendcloudIntegration { Id = 5, ShopName = "shop" },
            Source = LogSource.Sendcloud(5),
        };

        Assert.Equal(job, Again(job, Web));
        Assert.Equal(failing, Again(failing, Web));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"vendor":"Sendcloud"}""")]
    [InlineData("""{"vendor":"Sendcloud","source":5}""")]
    [InlineData("""{"vendor":"Elsewhere","source":{}}""")]
    [InlineData("""{"source":{}}""")]
    [InlineData("""{"vendor":"Sendcloud","source":{},"statusCode":"x"}""")]
    [InlineData("""{"vendor":"Sendcloud","source":{},"occurredAt":"soon"}""")]
    public void What_is_no_entry_is_refused(string json)
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<IntegrationLogEntry>(json, Web));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<WatchedEntry>(json, Web));
    }

    [Fact]
    public void A_source_that_is_none_is_refused()
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<LogSource>("\"Elsewhere\"", Web));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<LogSource>("5", Web));
    }

    private static T Again<T>(T value, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, options), options)!;
}
