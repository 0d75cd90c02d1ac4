using System.Text.Json;
using IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;
using IntegrationLogs.Client.Testing;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationLogs.Client.PostgreSql.Tests;

/// <summary>What is in the table is what the entry says.</summary>
[Collection(SharedServer.Name)]
public sealed class RoundTripTests(PostgresFixture postgres)
{
    private const string Columns =
        "watch, account, source, vendor, integration_id, integration_name, log_id, key, occurred_at, succeeded, is_failure, status_code, "
        + "method, url, message, exception_type, attempt, job_id, is_late, stored_at";

    private static readonly DateTimeOffset At = new(2026, 11, 2, 3, 4, 5, 678, TimeSpan.Zero);

    private readonly SampleWatch _watch = new();

    [PostgresFact]
    public async Task Every_column_of_a_sendcloud_log_is_stored()
    {
        var time = new FakeTimeProvider(At.AddHours(1));
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore store = schema.NewStore("nl", time);
        var log = new SendcloudLog
        {
            Id = 77,
            IntegrationId = 1,
            BaseUrl = "https://shop.example",
            FullUrl = "https://shop.example/orders?x=1",
            Method = "POST",
            ResponseCode = 503,
            CreatedAt = At,
            ExceptionType = "requests.exceptions.Timeout",
            Exception = "Zu spät: 中文 🙂",
        };
        await store.SaveAsync(_watch.BatchOf(_watch.Find(IntegrationLogEntry.From(log, "shop-a"), isLate: true)), expectedVersion: null);

        object?[] row = Assert.Single(await schema.QueryAsync($"SELECT {Columns} FROM {{0}}.entries"));
        Assert.Equal(
            [
                "nl", "shop-a", "Sendcloud/1", "Sendcloud", "1", null, "77", "shop-a/Sendcloud/1/77", At.UtcDateTime, false, true, 503, "POST",
                "https://shop.example/orders?x=1", "Zu spät: 中文 🙂", "requests.exceptions.Timeout", null, null, true,
                At.AddHours(1).UtcDateTime,
            ],
            row);
        Assert.Equal(log, JsonSerializer.Deserialize(await VendorLogAsync(schema), VendorJson.Default.SendcloudLog));
        Assert.Equal("POST", await schema.ScalarAsync<string>("SELECT vendor_log->>'method' FROM {0}.entries"));
    }

    [PostgresFact]
    public async Task Every_column_of_an_elastic_path_log_is_stored_and_an_empty_log_has_none()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore store = schema.NewStore();
        var watch = new SampleWatch(LogSource.ElasticPath());
        var log = new ElasticPathLog
        {
            Id = "log-1",
            IntegrationId = "integration-1",
            Succeeded = true,
            StatusCode = 200,
            CreatedAt = At,
            Attempt = 2,
            JobId = "job-1",
        };
        await store.SaveAsync(
            watch.BatchOf(watch.Find(IntegrationLogEntry.From(log, string.Empty)), watch.Find(IntegrationLogEntry.From(new ElasticPathLog()))),
            expectedVersion: null);

        List<object?[]> rows = await schema.QueryAsync(
            "SELECT account, source, vendor, integration_id, log_id, occurred_at, succeeded, is_failure, status_code, attempt, job_id, is_late "
            + "FROM {0}.entries ORDER BY log_id");
        Assert.Equal(
            [string.Empty, "ElasticPath", "ElasticPath", "integration-1", "log-1", At.UtcDateTime, true, false, 200, 2, "job-1", false], rows[0]);
        Assert.Equal([null, "ElasticPath", "ElasticPath", null, null, null, null, false, null, null, null, false], rows[1]);
    }

    [PostgresFact]
    public async Task Many_entries_are_stored_as_few_are()
    {
        var time = new FakeTimeProvider(At);
        await using TestSchema one = postgres.NewSchema();
        await using TestSchema many = postgres.NewSchema();
        await using PostgresLogStore first = one.NewStore("nl", time);
        await using PostgresLogStore second = many.NewStore("nl", time);
        WatchedEntry[] entries =
        [
            .. SampleLogs.Sendcloud(seed: 1, count: 150).Select((log, i) => _watch.Find(IntegrationLogEntry.From(log, "shop"), isLate: i % 2 == 0)),
            .. SampleLogs.ElasticPath(seed: 1, count: 150).Select(log => _watch.Find(IntegrationLogEntry.From(log))),
            _watch.Find(IntegrationLogEntry.From(new ElasticPathLog { Id = "a\0", ErrorDetail = "\0\uD800", CreatedAt = DateTimeOffset.MinValue })),
        ];
        string? version = null;
        foreach (WatchedEntry entry in entries)
        {
            version = await first.SaveAsync(_watch.BatchOf(entry), version);
        }

        await second.SaveAsync(_watch.BatchOf(entries), expectedVersion: null);

        const string all = "SELECT array_agg(entries::text ORDER BY key) FROM {0}.entries";
        Assert.Equal(301, await many.CountAsync());
        Assert.Equal(await one.ScalarAsync<string[]>(all), await many.ScalarAsync<string[]>(all));
    }

    [PostgresFact]
    public async Task Payloads_are_left_out_where_they_are_not_wanted()
    {
        await using TestSchema schema = postgres.NewSchema();
        PostgresLogStoreOptions options = schema.Options();
        options.StorePayloads = false;
        await using var store = new PostgresLogStore(options);
        string version = await store.SaveAsync(_watch.FindBatch(1), expectedVersion: null);
        await store.SaveAsync(_watch.FindBatch(200, firstId: 2), version);

        Assert.Equal([201L], (await schema.QueryAsync("SELECT count(*) FROM {0}.entries WHERE vendor_log IS NULL"))[0]);
    }

    [PostgresFact]
    public async Task Text_that_the_database_cannot_hold_costs_no_entry()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore store = schema.NewStore();
        var watch = new SampleWatch(LogSource.ElasticPath());
        string[] ids = ["a\0", "a\uFFFD", "a\uD800", "a\uDC00x", new string('x', 3_000), new string('x', 3_001), "🙂"];
        WatchedEntry[] entries =
        [
            .. ids.Select(id => watch.Find(IntegrationLogEntry.From(
                new ElasticPathLog { Id = id, ErrorDetail = $"before {id} after", CreatedAt = At }))),
        ];
        string version = await store.SaveAsync(watch.BatchOf(entries), expectedVersion: null);
        ElasticPathLog hostile = JsonSerializer.Deserialize(
            """{"id":"hostile","error_detail":"a\u0000b\ud83d\ude42\ud800","odd":["\u0000\\u0000",1e999999,-1e-999999,1.5,"\ud800\ud800"],"o\u0000":{}}""",
            VendorJson.Default.ElasticPathLog)!;
        await store.SaveAsync(watch.BatchOf(watch.Find(IntegrationLogEntry.From(hostile))), version);

        Assert.Equal(
            ["a\uFFFD", "a\uFFFD", "a\uFFFD", "a\uFFFDx", "hostile", ids[4], ids[5], "🙂"],
            (await schema.QueryAsync("SELECT log_id FROM {0}.entries ORDER BY log_id COLLATE \"C\"")).Select(row => row[0]));
        Assert.Equal(8, (await schema.KeysAsync()).Distinct().Count());
        List<object?[]> odd = await schema.QueryAsync(
            "SELECT message, vendor_log->>'error_detail', vendor_log->'odd'->>0, vendor_log->'odd'->>1, vendor_log->'odd'->3, vendor_log->'odd'->>4 "
            + "FROM {0}.entries WHERE log_id = 'hostile'");
        Assert.Equal(["a\uFFFDb🙂\uFFFD", "a\uFFFDb🙂\uFFFD", "\uFFFD\\u0000", "1e999999", "1.5", "\uFFFD\uFFFD"], odd[0]);
    }

    [PostgresFact]
    public async Task Times_at_the_ends_of_the_calendar_are_stored_as_they_are()
    {
        DateTimeOffset[] times =
        [
            DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new(1, 1, 1, 0, 0, 0, 1, TimeSpan.Zero), new(1969, 12, 31, 23, 59, 59, TimeSpan.Zero),
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(19),
        ];
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore store = schema.NewStore();
        await store.SaveAsync(
            _watch.BatchOf([
                .. times.Select((time, i) => _watch.Find(
                    IntegrationLogEntry.From(new SendcloudLog { Id = i, BaseUrl = string.Empty, CreatedAt = time }))),
            ]),
            expectedVersion: null);

        List<object?[]> rows = await schema.QueryAsync(
            "SELECT isfinite(occurred_at), to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') FROM {0}.entries ORDER BY log_id");
        Assert.All(rows, row => Assert.Equal(true, row[0]));
        Assert.Equal(
            [
                "0001-01-01 00:00:00.000000", "9999-12-31 23:59:59.999999", "0001-01-01 00:00:00.001000", "1969-12-31 23:59:59.000000",
                "2026-01-01 00:00:00.000001",
            ],
            rows.Select(row => row[1]));
    }

    [PostgresFact]
    public async Task A_log_that_could_not_be_read_is_stored_with_why()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore store = schema.NewStore();
        var log = new SendcloudLog { Unreadable = new UnreadableRecord("It is not JSON.", new byte[] { 0, 255 }) };
        await store.SaveAsync(_watch.BatchOf(_watch.Find(IntegrationLogEntry.From(log))), expectedVersion: null);

        Assert.Equal(
            ["It is not JSON.", "It is not JSON."],
            (await schema.QueryAsync("SELECT message, vendor_log->'$unreadable'->>'reason' FROM {0}.entries"))[0]);
    }

    private static Task<string> VendorLogAsync(TestSchema schema) => schema.ScalarAsync<string>("SELECT vendor_log::text FROM {0}.entries");

    [PostgresFact]
    public async Task An_incident_is_one_row_as_it_was_last_told_of()
    {
        await using TestSchema schema = postgres.NewSchema();
        PostgresLogStore store = schema.NewStore();
        var opened = new Incident
        {
            Id = "0123456789abcdef",
            Account = "shop",
            FoundIn = LogSource.Sendcloud(7),
            IntegrationId = "7",
            IntegrationName = "Shop\0A",
            Cause = new IncidentCause { StatusCode = 404, ExceptionType = "HTTPError" },
            OpenedAt = SampleWatch.Start,
            FirstFailureAt = SampleWatch.Start,
            LastFailureAt = SampleWatch.Start.AddMinutes(1),
            Failures = 2,
            Jobs = 2,
        };
        Incident resolved = opened with
        {
            State = IncidentState.Resolved,
            Resolution = IncidentResolution.Quiet,
            ResolvedAt = SampleWatch.Start.AddHours(1),
            Failures = 5,
        };
        var watch = new SampleWatch();

        string version = await store.SaveAsync(watch.FindBatch(1) with { Incidents = [Event(IncidentEventKind.Opened, opened)] }, expectedVersion: null);
        await store.SaveAsync(
            watch.FindBatch(1, firstId: 2) with { Incidents = [Event(IncidentEventKind.Updated, opened), Event(IncidentEventKind.Resolved, resolved)] },
            version);

        object?[] row = Assert.Single(await schema.QueryAsync(
            """
            SELECT id, account, source, vendor, integration_id, integration_name, cause_kind, status_code, exception_type, error, state, resolution,
                failures, jobs, flips, resolved_at - opened_at = interval '1 hour'
            FROM {0}.incidents
            """));
        Assert.Equal(
            [
                "0123456789abcdef", "shop", "Sendcloud/7", "Sendcloud", "7", "Shop\uFFFDA", "Failures", 404, "HTTPError", null, "Resolved", "Quiet",
                5L, 2L, 0, true,
            ],
            row);

        static IncidentEvent Event(IncidentEventKind kind, Incident incident) => new()
        {
            Kind = kind,
            Incident = incident,
            Key = $"{incident.Id}/{kind}",
            NoticedAt = SampleWatch.Start,
        };
    }
}
