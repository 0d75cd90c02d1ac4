using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Json;

public class IntegrationLogsJsonContextTests
{
    private static readonly string ElasticPathExample = Examples.Records(Examples.AllLogs).Single();
    private static readonly string SendcloudExample = Examples.Records(Examples.SendcloudLogs).Single();

    [Fact]
    public void The_packages_own_context_reads_and_writes_every_record()
    {
        var context = IntegrationLogsJsonContext.Default;

        JsonAssert.Same(ElasticPathExample, Again(ElasticPathExample, context.ElasticPathLog));
        JsonAssert.Same(SendcloudExample, Again(SendcloudExample, context.SendcloudLog));
        JsonAssert.Same(
            Examples.SendcloudIntegration.Replace("t0ken", "***", StringComparison.Ordinal),
            Again(Examples.SendcloudIntegration, context.SendcloudIntegration));
        JsonAssert.Same("""{"id":"a"}""", Again("""{"id":"a"}""", context.ElasticPathJob));
        JsonAssert.Same("""{"id":"a","observes":["b"]}""", Again("""{"id":"a","observes":["b"]}""", context.ElasticPathIntegration));
        JsonAssert.Same("[1]", Again("[1]", context.RawJson));

        static string Again<T>(string json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
            JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type)!, type);
    }

    [Fact]
    public void A_context_of_ones_own_can_hold_the_records()
    {
        string json = $$$"""{"shop":"a","log":{{{ElasticPathExample}}},"logs":[{{{SendcloudExample}}},null],"extra":{"b":[1.50]}}""";

        Report report = JsonSerializer.Deserialize(json, ReportContext.Default.Report)!;

        Assert.Equal(404, report.Log!.StatusCode);
        Assert.Equal(495, report.Logs![0]!.ResponseCode);
        Assert.Null(report.Logs[1]);
        Assert.Equal("""{"b":[1.50]}""", report.Extra.GetRawText());
        JsonAssert.Same(json, JsonSerializer.Serialize(report, ReportContext.Default.Report));
    }

    [Fact]
    public async Task Records_are_read_from_a_stream_in_pieces()
    {
        // Long enough to cross the serializer's buffers, read a few bytes at a time.
        IEnumerable<string> records = Enumerable.Range(0, 200)
            .Select(i => i % 2 == 0 ? SendcloudExample : $"{{\"id\":{i},\"new\":\"é😀\"}}");
        string json = $"[{string.Join(",\n", records)}]";
        using var stream = new TricklingStream(Encoding.UTF8.GetBytes(json));

        List<SendcloudLog> logs = (await JsonSerializer.DeserializeAsync<List<SendcloudLog>>(stream))!;

        Assert.Equal(200, logs.Count);
        Assert.Equal(JsonSerializer.Deserialize<SendcloudLog>(SendcloudExample), logs[198]);
        Assert.Equal("é😀", logs[199].AdditionalProperties["new"].AsText());
        using var written = new MemoryStream();
        await JsonSerializer.SerializeAsync(written, logs);
        JsonAssert.Same(json, Encoding.UTF8.GetString(written.ToArray()));
    }

    [Fact]
    public void The_callers_naming_and_indenting_do_not_change_the_wires_names()
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper, WriteIndented = true };

        string written = JsonSerializer.Serialize(JsonSerializer.Deserialize<ElasticPathLog>(ElasticPathExample, options), options);

        JsonAssert.Same(ElasticPathExample, written);
        Assert.Contains("\n  \"status_code\": 404", written.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Trailing_commas_and_comments_that_the_caller_allows_are_read()
    {
        var options = new JsonSerializerOptions { AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip };
        const string json = """{"id":"a", /* why */ "new":[1, 2.50,], "other":{"b":"\u0041",},}""";

        ElasticPathJob job = JsonSerializer.Deserialize<ElasticPathJob>(json, options)!;

        Assert.Equal("a", job.Id);
        JsonAssert.Same("""{"id":"a","new":[1,2.50],"other":{"b":"A"}}""", JsonSerializer.Serialize(job));
        JsonAssert.Same("[1]", JsonSerializer.Serialize(JsonSerializer.Deserialize<RawJson>("[1,/**/]", options)));
    }

    [Fact]
    public void A_null_is_no_record() => Assert.Null(JsonSerializer.Deserialize<ElasticPathLog>("null"));

    [Theory]
    [InlineData(typeof(ElasticPathLog), true)]
    [InlineData(typeof(ElasticPathJob), true)]
    [InlineData(typeof(ElasticPathIntegration), true)]
    [InlineData(typeof(ElasticPathIntegrationConfiguration), true)]
    [InlineData(typeof(SendcloudLog), true)]
    [InlineData(typeof(SendcloudLogRequest), true)]
    [InlineData(typeof(SendcloudLogResponse), true)]
    [InlineData(typeof(SendcloudIntegration), true)]
    [InlineData(typeof(RawJson), true)]
    [InlineData(typeof(string), false)]
    [InlineData(typeof(List<SendcloudLog>), false)]
    public void The_converter_is_for_the_records_alone(Type type, bool expected)
    {
        var converter = new IntegrationLogsJsonConverter();

        Assert.Equal(expected, converter.CanConvert(type));
        Assert.Equal(expected, converter.CreateConverter(type, JsonSerializerOptions.Default) is not null);
    }

    [Fact]
    public void Parts_of_a_Sendcloud_log_are_records_too()
    {
        const string request = """{"headers":{"A":"1"},"payload":"x","new":null}""";
        const string response = """{"headers":null,"body":{"a":1},"new":[]}""";

        Assert.Equal(request, JsonSerializer.Serialize(JsonSerializer.Deserialize<SendcloudLogRequest>(request)));
        Assert.Equal(response, JsonSerializer.Serialize(JsonSerializer.Deserialize<SendcloudLogResponse>(response)));
    }

    private sealed class TricklingStream(byte[] content) : MemoryStream(content)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(7, buffer.Length)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(7, buffer.Length)], cancellationToken);
    }
}

internal sealed record Report(string Shop, ElasticPathLog? Log, IReadOnlyList<SendcloudLog?>? Logs, RawJson Extra);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Report))]
internal sealed partial class ReportContext : JsonSerializerContext;
