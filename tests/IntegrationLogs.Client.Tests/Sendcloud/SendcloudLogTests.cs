using System.Text.Json;
using IntegrationLogs.Client.Json;
using IntegrationLogs.Client.Sendcloud;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Sendcloud;

public class SendcloudLogTests
{
    private static readonly string Example = Examples.Records(Examples.SendcloudLogs).Single();

    [Fact]
    public void The_documented_example_is_read_field_by_field()
    {
        SendcloudLog log = Read(Example);

        Assert.Equal(123, log.Id);
        Assert.Null(log.IntegrationId);
        Assert.Equal("https://example.com", log.BaseUrl);
        Assert.Equal("https://example.com/order-note.json", log.FullUrl);
        Assert.Equal("POST", log.Method);
        Assert.Equal(495, log.ResponseCode);
        Assert.Equal("max-age=3600", log.Response!.Headers.ToElement().GetProperty("Cache-Control").GetString());
        Assert.Equal("text/html; charset=utf-8", log.Response.Headers.ToElement().GetProperty("Content-Type").GetString());
        Assert.Equal("keep-alive", log.Response.Headers.ToElement().GetProperty("Connection").GetString());
        Assert.Equal(
            "<!doctype html>\n<html>\n <head>\n <title>SSL Certificate Error</title>\n </head>\n </html>\n", log.Response.Body.AsText());
        Assert.Empty(log.Response.AdditionalProperties);
        Assert.Equal(log.Response.Headers, log.Request!.Headers);
        Assert.Equal("Success", log.Request.Payload.ToElement().GetProperty("order_note").GetProperty("note").GetString());
        Assert.Empty(log.Request.AdditionalProperties);
        Assert.Equal(new DateTimeOffset(2023, 3, 1, 2, 2, 0, TimeSpan.FromHours(1)), log.CreatedAt);
        Assert.Equal(TimeSpan.FromHours(1), log.CreatedAt!.Value.Offset);
        Assert.Equal("2023-03-01T02:02:00+01:00", log.CreatedAtText);
        Assert.Equal("requests.exceptions.SSLError", log.ExceptionType);
        Assert.Equal("An SSL error occurred", log.Exception);
        Assert.False(log.Protected);
        Assert.Equal("", log.AdditionalData.AsText());
        Assert.Empty(log.AdditionalProperties);
    }

    [Fact]
    public void A_payload_that_is_no_UTF8_does_not_keep_the_log_from_being_used()
    {
        byte[] page = """{"data":[{"request":{"payload":{"name":"J?rgen"}}}]}"""u8.ToArray();
        page[page.AsSpan().IndexOf((byte)'?')] = 0xFC;
        var json = new ObjectReader(page);

        SendcloudLog log = SendcloudPageReader.Read<SendcloudLog>(ref json).Data[0];

        Assert.Equal("J\uFFFDrgen", log.Request!.Payload.ToElement().GetProperty("name").GetString());
        JsonAssert.Same("""{"request":{"payload":{"name":"J\uFFFDrgen"}}}""", Write(log));
    }

    [Theory]
    [InlineData("""{"base_url":"https://example.com","response":{"headers":null,"body":{"error":[1,2]}}}""", JsonValueKind.Object)]
    [InlineData("""{"base_url":"https://example.com","response":{"headers":"X: 1\r\n","body":"text"}}""", JsonValueKind.String)]
    [InlineData("""{"base_url":"https://example.com","response":{"body":null}}""", JsonValueKind.Null)]
    [InlineData("""{"base_url":"https://example.com","response":{}}""", JsonValueKind.Undefined)]
    [InlineData("""{"base_url":"https://example.com","response":{"body":"","took":1,"nested":{"a":[null]}}}""", JsonValueKind.String)]
    public void A_response_body_is_text_an_object_null_or_missing(string json, JsonValueKind kind)
    {
        SendcloudLog log = Read(json);

        Assert.Equal(kind, log.Response!.Body.Kind);
        JsonAssert.Same(json, Write(log));
    }

    [Theory]
    [InlineData("""{"request":{"headers":{"A":"1"},"payload":{"a":1}}}""", JsonValueKind.Object, JsonValueKind.Object)]
    [InlineData("""{"request":{"headers":"A: 1","payload":"a=1"}}""", JsonValueKind.String, JsonValueKind.String)]
    [InlineData("""{"request":{"headers":null,"payload":null,"unknown":null}}""", JsonValueKind.Null, JsonValueKind.Null)]
    [InlineData("""{"request":{"headers":[["A","1"]]}}""", JsonValueKind.Array, JsonValueKind.Undefined)]
    public void Request_headers_and_payload_have_any_shape(string json, JsonValueKind headers, JsonValueKind payload)
    {
        SendcloudLog log = Read(json);

        Assert.Equal(headers, log.Request!.Headers.Kind);
        Assert.Equal(payload, log.Request.Payload.Kind);
        JsonAssert.Same(json, Write(log));
    }

    [Theory]
    [InlineData("\"\"", JsonValueKind.String)]
    [InlineData("{}", JsonValueKind.Object)]
    [InlineData("{\"order\":5}", JsonValueKind.Object)]
    [InlineData("null", JsonValueKind.Null)]
    [InlineData("[]", JsonValueKind.Array)]
    public void Additional_data_has_any_shape(string value, JsonValueKind kind)
    {
        SendcloudLog log = Read($"{{\"additional_data\":{value}}}");

        Assert.Equal(kind, log.AdditionalData.Kind);
        Assert.Equal($"{{\"additional_data\":{value}}}", Write(log));
    }

    [Fact]
    public void Every_field_can_be_null()
    {
        const string json =
            """{"id":null,"integration_id":null,"base_url":null,"full_url":null,"method":null,"response_code":null,"response":null,"""
            + "\"request\":null,\"created_at\":null,\"exception_type\":null,\"exception\":null,\"protected\":null,\"additional_data\":null}";

        SendcloudLog log = Read(json);

        Assert.Null(log.Id);
        Assert.Null(log.FullUrl);
        Assert.Null(log.Response);
        Assert.Null(log.Request);
        Assert.Null(log.CreatedAt);
        Assert.Null(log.Protected);
        Assert.Equal("", log.BaseUrl);
        Assert.False(log.AdditionalData.HasValue);
        Assert.Empty(log.AdditionalProperties);
        Assert.Equal(json, Write(log));
    }

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("""{"base_url":""}""", """{"base_url":""}""")]
    [InlineData("""{"base_url":null}""", """{"base_url":null}""")]
    [InlineData("""{"base_url":5}""", """{"base_url":5}""")]
    public void A_base_URL_that_is_empty_null_or_missing_is_written_that_way(string json, string expected)
    {
        Assert.Equal("", Read(json).BaseUrl);
        Assert.Equal(expected, Write(Read(json)));
    }

    [Fact]
    public void A_null_and_a_missing_field_are_equal_to_a_reader() =>
        Assert.Equal(Read("{}") with { AdditionalData = default }, Read("""{"id":null,"base_url":null,"response":null}"""));

    [Fact]
    public void A_record_made_by_hand_is_written_in_the_wires_form()
    {
        var log = new SendcloudLog
        {
            Id = 5,
            IntegrationId = 7,
            BaseUrl = "https://shop.example",
            Method = "GET",
            ResponseCode = 500,
            Response = new SendcloudLogResponse { Body = RawJson.FromText("oops") },
            Request = new SendcloudLogRequest { Headers = RawJson.Parse("""{"A":"1"}"""), Payload = RawJson.FromText(null) },
            CreatedAt = new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero),
            Protected = true,
            AdditionalProperties = new Dictionary<string, RawJson> { ["new"] = RawJson.Parse("[1]") },
        };

        JsonAssert.Same(
            """
            {
                "id": 5, "integration_id": 7, "base_url": "https://shop.example", "method": "GET", "response_code": 500,
                "response": { "body": "oops" }, "request": { "headers": { "A": "1" }, "payload": null },
                "created_at": "2024-05-06T07:08:09.0000000+00:00", "protected": true, "new": [1]
            }
            """,
            Write(log));
    }

    [Fact]
    public void An_empty_record_made_by_hand_has_the_one_required_field() => Assert.Equal("""{"base_url":""}""", Write(new SendcloudLog()));

    [Fact]
    public void Its_text_tells_ids_and_outcome_and_nothing_a_shop_considers_secret()
    {
        SendcloudLog log = Read(Example) with { IntegrationId = 7 };

        Assert.Equal(
            "Sendcloud log 123 of integration 7 failed with status 495 at 2023-03-01T02:02:00+01:00: requests.exceptions.SSLError.",
            log.ToString());
        string all = $"{log} {log.Request} {log.Response} {log.Request!.Headers} {log.Request.Payload} {log.AdditionalData}";
        Assert.DoesNotContain("example.com", all, StringComparison.Ordinal);
        Assert.DoesNotContain("max-age", all, StringComparison.Ordinal);
        Assert.DoesNotContain("order_note", all, StringComparison.Ordinal);
        Assert.DoesNotContain("SSL Certificate", all, StringComparison.Ordinal);
        Assert.DoesNotContain("An SSL error", all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("\"log\"")]
    public void What_is_no_object_is_no_log(string json) => Assert.Throws<JsonException>(() => Read(json));

    private static SendcloudLog Read(string json) => JsonSerializer.Deserialize<SendcloudLog>(json)!;

    private static string Write(SendcloudLog log) => JsonSerializer.Serialize(log);
}
