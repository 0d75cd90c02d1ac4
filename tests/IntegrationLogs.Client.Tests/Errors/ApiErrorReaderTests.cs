using System.Text;
using IntegrationLogs.Client.Errors;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Errors;

public class ApiErrorReaderTests
{
    [Fact]
    public void The_documented_example_is_read() => Assert.Equal(
        [
            new ApiError
            {
                Status = "404",
                Code = "not_found",
                Title = "Not Found",
                Detail = "The Integration could not be found with the search criteria given",
            },
        ],
        Read(Examples.Text(Examples.SendcloudNotFound)));

    [Theory]
    [InlineData("404")]
    [InlineData("\"404\"")]
    public void The_status_is_a_number_or_text(string status) =>
        Assert.Equal([new ApiError { Status = "404", Title = "No" }], Read($$"""{"errors":[{"status":{{status}},"title":"No"}]}"""));

    [Fact]
    public void Several_errors_come_in_their_order() =>
        Assert.Equal(["a", "b"], Read("""{"errors":[{"title":"a"},{"detail":null,"title":"b"}]}""").Select(error => error.Title));

    [Theory]
    [InlineData("""{"pointer":"/data/id"}""", "/data/id")]
    [InlineData("""{"parameter":"page_size"}""", "page_size")]
    [InlineData("""{"header":"Authorization"}""", "Authorization")]
    [InlineData("""{"pointer":null,"header":"Authorization"}""", "Authorization")]
    [InlineData("\"id\"", "id")]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    [InlineData("5", "5")]
    public void The_source_is_a_pointer_a_parameter_or_a_header(string source, string? expected) =>
        Assert.Equal(expected, Assert.Single(Read($$"""{"errors":[{"title":"a","source":{{source}}}]}""")).Source);

    [Fact]
    public void One_error_can_stand_where_a_list_should() =>
        Assert.Equal([new ApiError { Status = "400", Detail = "bad" }], Read("""{"errors":{"status":400,"message":"bad"}}"""));

    [Fact]
    public void Errors_by_field_are_read() => Assert.Equal(
        [new ApiError { Source = "page_size", Detail = "[\"too long\"]" }, new ApiError { Source = "cursor", Detail = "bad" }],
        Read("""{"errors":{"page_size":["too long"],"cursor":"bad"}}"""));

    [Theory]
    [InlineData("""{"errors":"broken"}""", "broken")]
    [InlineData("""{"errors":["broken"]}""", "broken")]
    [InlineData("""{"errors":[["broken"]]}""", "broken")]
    [InlineData("""{"errors":42}""", "42")]
    [InlineData("""{"message":"broken"}""", "broken")]
    [InlineData("""{"detail":"broken"}""", "broken")]
    public void Text_is_an_error_too(string json, string detail) => Assert.Equal([new ApiError { Detail = detail }], Read(json));

    [Theory]
    [InlineData("""{"error":"invalid_client","error_description":"Unknown client"}""", "invalid_client", "Unknown client")]
    [InlineData("""{"error":"invalid_client"}""", "invalid_client", null)]
    public void An_OAuth_error_is_read(string json, string code, string? detail) =>
        Assert.Equal([new ApiError { Code = code, Detail = detail }], Read(json));

    [Theory]
    [InlineData("")]
    [InlineData("<html>Login</html>")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"errors\"")]
    [InlineData("{}")]
    [InlineData("""{"errors":null}""")]
    [InlineData("""{"errors":[]}""")]
    [InlineData("""{"errors":[null,[]]}""")]
    [InlineData("""{"errors":{}}""")]
    public void What_holds_no_error_is_no_reason_for_an_exception(string body) => Assert.Empty(Read(body));

    [Fact]
    public void Depth_is_no_reason_for_an_exception()
    {
        Assert.Empty(Read($"{{\"errors\":{new string('[', 60)}{new string(']', 60)}}}"));
        Assert.Empty(Read($"{{\"errors\":{new string('[', 100_000)}{new string(']', 100_000)}}}"));
    }

    [Fact]
    public void At_most_fifty_are_read()
    {
        Assert.Equal(50, Read($"{{\"errors\":[{string.Join(",", Enumerable.Repeat("{\"title\":\"a\"}", 10_000))}]}}").Count);
        Assert.Equal(50, Read($"{{\"errors\":{{{string.Join(",", Enumerable.Range(0, 60).Select(i => $"\"f{i}\":1"))}}}}}").Count);
    }

    [Theory]
    [InlineData("""{"errors":[{"status":"s3cret","code":"s3cret","title":"s3cret","detail":"s3cret","source":{"pointer":"s3cret"}}]}""")]
    [InlineData("""{"errors":{"s3cret":{"a":"s3cret"}}}""")]
    [InlineData("""{"errors":"s3cret"}""")]
    [InlineData("""{"errors":[{"title":{"nested":"s3cret"},"source":["s3cret"]}]}""")]
    [InlineData("""{"error":"s3cret","error_description":"s3cret"}""")]
    public void A_secret_is_masked_wherever_it_is(string json)
    {
        ApiError error = Assert.Single(Read(json));

        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("***", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_variant_of_an_answer_throws() =>
        Properties.ForSeeds(random => Read(JsonVariants.Of(Examples.Text(Examples.SendcloudNotFound), random)), cases: 2000);

    private static IReadOnlyList<ApiError> Read(string body) => ApiErrorReader.Read(Encoding.UTF8.GetBytes(body), new SecretMask("s3cret"));

    [Theory]
    [InlineData("""{"error":{"code":404,"message":"gone"}}""")]
    [InlineData("""{"errors":null,"error":{"code":404,"message":"gone"}}""")]
    public void One_object_under_error_is_read_like_a_list_of_one(string body)
    {
        ApiError error = Assert.Single(ApiErrorReader.Read(System.Text.Encoding.UTF8.GetBytes(body), new SecretMask()));

        Assert.Equal("404", error.Code);
        Assert.Equal("gone", error.Detail);
    }
}
