using System.Text;
using System.Text.Json;
using IntegrationLogs.Client.Json;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Tests.Json;

/// <summary>One record that cannot be read never costs its page.</summary>
public sealed class UnreadableRecordsTests
{
    private const string NotJson = "It is not JSON at line ";

    private static readonly Cases<(string Json, string Reason)> Broken = new()
    {
        { "NaN", ("""{"id":"x","processing_time":NaN}""", NotJson) },
        { "infinity", ("""{"id":"x","a":-Infinity}""", NotJson) },
        { "undefined", ("""{"id":undefined}""", NotJson) },
        { "NaN in place of a record", ("NaN", NotJson) },
        { "a bare word", ("broken", NotJson) },
        { "single quotes", ("{'id':1}", NotJson) },
        { "a leading zero", ("""{"id":007}""", NotJson) },
        { "a trailing comma", ("""{"id":1,}""", NotJson) },
        { "a missing colon", ("""{"id" 1}""", NotJson) },
        { "a comment", ("""{"id":1/* one */}""", NotJson) },
        { "an unknown escape", ("""{"id":"\x41"}""", NotJson) },
        { "half an escape", ("""{"id":"\u12"}""", NotJson) },
        { "a line break in a text", ("{\"id\":\"a\nb\"}", NotJson) },
        { "a null character", ("{\"id\":1\0}", NotJson) },
        { "brackets in a text before", ("""{"a":"]}[{\"\\","b":NaN}""", NotJson) },
        { "deep lists", ("{\"a\":" + new string('[', 300) + new string(']', 300) + "}", "It is nested 301 levels deep, more than 256.") },
        {
            "deep objects",
            (string.Concat(Enumerable.Repeat("{\"a\":", 300)) + "1" + new string('}', 300), "It is nested 300 levels deep, more than 256.")
        },
        { "null", ("null", "It is no object but Null.") },
        { "true", ("true", "It is no object but True.") },
        { "a number", ("5", "It is no object but Number.") },
        { "text", ("\"x\"", "It is no object but String.") },
        { "a list", ("[]", "It is no object but StartArray.") },
        { "a list of records", ("""[{"id":1}]""", "It is no object but StartArray.") },
    };

    public static TheoryData<string> BrokenNames => Broken.Names;

    public static TheoryData<string> Lists => [.. VendorPages.Lists];

    [Theory]
    [MemberData(nameof(BrokenNames))]
    public async Task The_other_records_come_and_the_broken_one_says_so(string what)
    {
        (string json, string reason) = Broken[what];
        foreach (string list in (string[])["ElasticPath logs", "Sendcloud logs"])
        {
            foreach (int place in (int[])[0, 1, 2])
            {
                string[] records = ["""{"id":"1","first":1}""", """{"id":"2","second":2}""", """{"id":"3","third":3}"""];
                records[place] = json;

                IReadOnlyList<object> page = await VendorPages.ReadAsync(list, $$"""{"data":[ {{string.Join(" ,\n", records)}} ]}""");

                Assert.Equal(3, page.Count);
                UnreadableRecord?[] unreadable = [.. page.Cast<IVendorRecord>().Select(record => record.Unreadable)];
                Assert.Equal(place, Array.FindIndex(unreadable, one => one is not null));
                Assert.Single(unreadable, one => one is not null);
                Assert.StartsWith(reason, unreadable[place]!.Reason, StringComparison.Ordinal);
                Assert.Equal(json, Encoding.UTF8.GetString(unreadable[place]!.Bytes.Span));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Every_list_of_both_vendors_gives_what_is_sound(string list)
    {
        IReadOnlyList<object> page = await VendorPages.ReadAsync(
            list, """{"data":[{"id":"1"},null,{"a":NaN},{"id":"2"},[{"b":nan}],{"id":"3"}],"meta":{},"links":{}}""");

        Assert.Equal([false, true, true, false, true, false], page.Cast<IVendorRecord>().Select(record => record.Unreadable is not null));
    }

    [Fact]
    public async Task A_record_that_alone_is_on_its_page_may_be_broken()
    {
        IReadOnlyList<object> page = await VendorPages.ReadAsync("Sendcloud logs", """{"data":[NaN]}""");

        Assert.Equal("NaN", Encoding.UTF8.GetString(((SendcloudLog)Assert.Single(page)).Unreadable!.Bytes.Span));
    }

    [Theory]
    [InlineData("""{"id":"x","attempt":99999999999999999999,"response_code":1e400,"status_code":1.5}""")]
    [InlineData("""{"id":{},"integration_id":[],"attempt":"many","meta":7,"relationships":"x","request":[],"created_at":5}""")]
    [InlineData("""{"id":"\ud800","\udc00":"\ud800\ud800","body":"a\ud83d"}""")]
    public async Task A_value_of_another_kind_is_kept_and_breaks_nothing(string record)
    {
        foreach (string list in VendorPages.Lists)
        {
            var read = (IVendorRecord)Assert.Single(await VendorPages.ReadAsync(list, $$"""{"data":[{{record}}]}"""));

            Assert.Null(read.Unreadable);
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_break_no_record()
    {
        byte[] body = """{"data":[{"id":"a?b","?":"?"},{"id":"2"}]}"""u8.ToArray();
        body.AsSpan().Replace((byte)'?', (byte)0xFF);

        IReadOnlyList<object> page = await VendorPages.ReadAsync("ElasticPath logs", body);

        Assert.Equal(["a\uFFFDb", "2"], page.Cast<ElasticPathLog>().Select(log => log.Id));
    }

    [Fact]
    public async Task Bytes_of_a_broken_record_are_kept_as_they_came()
    {
        byte[] body = """{"data":[{"id":"a?b","x":NaN}]}"""u8.ToArray();
        body.AsSpan().Replace((byte)'?', (byte)0xFF);

        var log = (ElasticPathLog)Assert.Single(await VendorPages.ReadAsync("ElasticPath logs", body));

        Assert.Equal(body[9..^2], log.Unreadable!.Bytes.ToArray());
    }

    [Theory]
    [InlineData("""{"data":[{"id":"1"},{"id":"2",NaN""")]
    [InlineData("""{"data":[{"id":"1"},NaN""")]
    [InlineData("""{"data":[{"id":"1"},NaN}""")]
    [InlineData("""{"data":[{"id":"1"},,{"id":"2"}]}""")]
    [InlineData("""{"data":[,{"id":"1"}]}""")]
    [InlineData("""{"data":[{"id":"1"},]}""")]
    [InlineData("""{"data":[{"id":"1"} {"id":"2"}]}""")]
    [InlineData("""{"data":[{"id":"1","a":"\""")]
    [InlineData("""{"data":[{"id":"a},{"id":"b"}]}""")]
    [InlineData("""{"data":[{"id":["a"},{"id":"b"}]}""")]
    [InlineData("""{"data":[{"id":NaN}],"meta":{]}""")]
    [InlineData("""{"data":[{"id":NaN}]} {}""")]
    [InlineData("""{"data":[{"id":NaN}]""")]
    public async Task A_document_that_cannot_be_followed_is_refused_as_before(string body)
    {
        foreach (string list in (string[])["ElasticPath logs", "Sendcloud logs"])
        {
            await Assert.ThrowsAsync<ApiResponseFormatException>(() => VendorPages.ReadAsync(list, body));
        }
    }

    [Fact]
    public async Task What_follows_the_records_is_read_all_the_same()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.Faults.Always(Fault.Answer(
            """{"meta":{"limit":2},"data":[{"id":"1"},{"id":NaN}],"results":{"total":7},"links":{"next":"/x"}}"""));

        ElasticPathPage<ElasticPathLog> page = await test.Client.GetApi<IElasticPathApi>().GetLogsAsync();

        Assert.Equal((2, 2, 7L, "/x"), (page.Data.Count, page.Limit, page.TotalItems, page.NextLink));
    }

    [Fact]
    public async Task Tens_of_thousands_of_broken_records_are_read_one_by_one()
    {
        string body = $$"""{"data":[{{string.Join(',', Enumerable.Range(0, 50_000).Select(number => $"{{\"a\":NaN{number}}}"))}}]}""";

        Assert.Equal(50_000, (await VendorPages.ReadAsync("Sendcloud logs", body)).Count);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task They_are_counted_and_logged_once_a_page(string list)
    {
        using var telemetry = new Telemetry();

        await VendorPages.ReadAsync(
            list,
            """{"data":[{"id":"1"},{"a":NaN,"secret":"canary"},null,{"id":"2"}]}"""u8.ToArray(),
            builder => builder.Services.AddLogging(logging => logging.AddProvider(telemetry).SetMinimumLevel(LogLevel.Trace)));

        string log = Assert.Single(telemetry.Logs, text => text.Contains("UnreadableRecords", StringComparison.Ordinal));
        Assert.Contains("gave records that cannot be read, 2 on this page. Of the first one: It is not JSON at line 1, byte 6.", log, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", log, StringComparison.Ordinal);
        Assert.Contains(
            telemetry.Measurements, text => text.StartsWith("IntegrationLogs.Client integration_logs.client.unreadable_records 2 ", StringComparison.Ordinal));
    }

    [Fact]
    public void They_are_written_and_read_back()
    {
        var log = new SendcloudLog { Unreadable = new UnreadableRecord("It is no object but Null.", "null"u8.ToArray()) };

        string json = JsonSerializer.Serialize(log, IntegrationLogsJsonContext.Default.SendcloudLog);

        Assert.Equal("""{"$unreadable":{"reason":"It is no object but Null.","bytes":"bnVsbA=="}}""", json);
        Assert.Equal(log, JsonSerializer.Deserialize(json, IntegrationLogsJsonContext.Default.SendcloudLog));
        Assert.NotEqual(log, new SendcloudLog());
    }

    [Theory]
    [InlineData("""{"$unreadable":{}}""")]
    [InlineData("""{"$unreadable":5}""")]
    [InlineData("""{"$unreadable":{"reason":"x","bytes":"!"}}""")]
    public void What_is_no_unreadable_record_is_no_JSON_of_one(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SendcloudLog>(json));

    [Fact]
    public async Task The_bytes_of_an_integration_are_not_written_since_they_hold_its_secrets()
    {
        foreach (string list in (string[])["ElasticPath integrations", "Sendcloud integrations"])
        {
            object record = Assert.Single(await VendorPages.ReadAsync(
                list, """{"data":[{"id":NaN,"configuration":{"secret_key":"canary"},"webhook_url":"https://x.example/?canary"}]}"""));

            string json = JsonSerializer.Serialize(record, record.GetType());

            Assert.Contains("\"bytes\":\"\"", json, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", record.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void They_say_so_in_one_sentence_without_their_content()
    {
        var unreadable = new UnreadableRecord("It is not JSON at line 1, byte 6.", "{\"canary\":NaN}"u8.ToArray());
        object[] records =
        [
            new ElasticPathLog { Unreadable = unreadable }, new ElasticPathJob { Unreadable = unreadable },
            new ElasticPathIntegration { Unreadable = unreadable }, new SendcloudLog { Unreadable = unreadable },
            new SendcloudIntegration { Unreadable = unreadable },
        ];

        Assert.All(records, record => Assert.Contains("It is not JSON at line 1, byte 6.", record.ToString(), StringComparison.Ordinal));
        Assert.All(records, record => Assert.DoesNotContain("canary", record.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_feed_gives_them_as_entries_that_say_so()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.Faults.Always(Fault.Answer("""{"data":[{"id":"1","a":NaN},{"id":"2"}]}"""));
        test.Vendors.Sendcloud.Faults.Always(Fault.Answer("""{"data":[{"id":1,"a":NaN},{"id":2}]}"""));
        foreach ((LogSource source, int at) in ((LogSource, int)[])[(LogSource.ElasticPath(), 15), (LogSource.Sendcloud(), 13)])
        {
            List<IntegrationLogEntry> entries = [];
            await foreach (IntegrationLogEntry entry in test.Client.Feed.GetEntriesAsync([source]))
            {
                entries.Add(entry);
                if (entries.Count == 2)
                {
                    break;
                }
            }

            Assert.Equal([$"It is not JSON at line 1, byte {at}.", null], entries.Select(entry => entry.Message).OrderBy(message => message is null));
        }
    }
}
