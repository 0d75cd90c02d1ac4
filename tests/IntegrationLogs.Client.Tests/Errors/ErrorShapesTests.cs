using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Errors;

public sealed class ErrorShapesTests
{
    public static TheoryData<string, ApiError[]> Shapes => new()
    {
        { """{"errors":[{"status":400,"title":"T","detail":"D","code":"c"}]}""", [new() { Status = "400", Title = "T", Detail = "D", Code = "c" }] },
        { """{"errors":[{"status":"400","detail":null}]}""", [new() { Status = "400" }] },
        { """{"errors":[{"title":"One"},{"title":"Two"}]}""", [new() { Title = "One" }, new() { Title = "Two" }] },
        { """{"errors":{"status":400,"code":"invalid","detail":"D"}}""", [new() { Status = "400", Code = "invalid", Detail = "D" }] },
        { """{"errors":{"page_size":"too large"}}""", [new() { Source = "page_size", Detail = "too large" }] },
        { """{"errors":{"page_size":["too large","odd"]}}""", [new() { Source = "page_size", Detail = """["too large","odd"]""" }] },
        { """{"errors":"It failed"}""", [new() { Detail = "It failed" }] },
        { """{"errors":["One","Two"]}""", [new() { Detail = "One" }, new() { Detail = "Two" }] },
        { """{"errors":[["nested"]]}""", [new() { Detail = "nested" }] },
        { """{"errors":42}""", [new() { Detail = "42" }] },
        { """{"errors":[{"title":"T","source":{"pointer":"/data/id"}}]}""", [new() { Title = "T", Source = "/data/id" }] },
        { """{"errors":[{"title":"T","source":{"parameter":"cursor"}}]}""", [new() { Title = "T", Source = "cursor" }] },
        { """{"errors":[{"title":"T","source":{"header":"Accept"}}]}""", [new() { Title = "T", Source = "Accept" }] },
        { """{"errors":[{"title":"T","source":"body"}]}""", [new() { Title = "T", Source = "body" }] },
        { """{"errors":[{"title":"T","source":{}}]}""", [new() { Title = "T" }] },
        { """{"errors":[{"title":"T","source":null,"meta":{"x":1}}]}""", [new() { Title = "T" }] },
        { """{"errors":[{"message":"M"}]}""", [new() { Detail = "M" }] },
        { """{"error":"invalid_request","error_description":"E"}""", [new() { Code = "invalid_request", Detail = "E" }] },
        { """{"message":"M"}""", [new() { Detail = "M" }] },
        { """{"detail":"D"}""", [new() { Detail = "D" }] },
        { """{"errors":null}""", [] },
        { """{"errors":[]}""", [] },
        { """{"errors":[null]}""", [] },
        { "{}", [] },
        { "[]", [] },
        { "null", [] },
        { "<html>Bad request</html>", [] },
        { """{"errors":[{"title":"cut""", [] },
        { """{"errors":"\ud800"}""", [new() { Detail = "\uFFFD" }] },
        { string.Concat(Enumerable.Repeat("[", 10_000)), [] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Errors_are_read_in_whatever_shape_they_come(string body, ApiError[] expected)
    {
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using TestClient test = await TestClient.StartAsync();
            test.Faults(vendor).Always(Fault.Status(400, body: body));

            var error = await Assert.ThrowsAsync<VendorApiException>(() => test.GetAsync(vendor));

            Assert.Equal(expected, error.Errors);
            Assert.Equal(body[..Math.Min(body.Length, 4096)], error.Body);
        }
    }

    [Fact]
    public async Task Of_many_errors_fifty_are_kept_and_five_are_in_the_message()
    {
        string body = "{\"errors\":[" + string.Join(',', Enumerable.Range(1, 80).Select(number => $"{{\"title\":\"E{number}.\"}}")) + "]}";
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.Faults.Always(Fault.Status(400, body: body));

        var error = await Assert.ThrowsAsync<VendorApiException>(() => test.GetElasticPathAsync());

        Assert.Equal(50, error.Errors.Count);
        Assert.Contains("E5.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("E6.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_huge_error_text_does_not_make_a_huge_message()
    {
        string body = $$"""{"errors":[{"title":"{{new string('x', 200_000)}}"}]}""";
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.Faults.Always(Fault.Status(400, body: body));

        var error = await Assert.ThrowsAsync<VendorApiException>(() => test.GetElasticPathAsync());

        Assert.Equal(new string('x', 1_024), Assert.Single(error.Errors).Title);
        Assert.InRange(error.Message.Length, 1_024, 1_200);
    }

    [Fact]
    public async Task The_vendors_own_errors_are_read()
    {
        await using TestClient test = await TestClient.StartAsync();

        var elasticPath = await Assert.ThrowsAsync<ApiNotFoundException>(() => test.Client.ElasticPath.GetIntegrationAsync("unknown"));
        var sendcloud = await Assert.ThrowsAsync<ApiNotFoundException>(() => test.Client.Sendcloud.GetIntegrationAsync(999_999));

        Assert.Equal("There is no such integration.", Assert.Single(elasticPath.Errors).Detail);
        Assert.Equal("not_found", Assert.Single(sendcloud.Errors).Code);
        Assert.Contains("The Integration could not be found with the search criteria given", sendcloud.Message, StringComparison.Ordinal);
    }
}
