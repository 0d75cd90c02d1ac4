using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using IntegrationLogs.Client.Tests.VendorStubs;
using WireMock.ResponseBuilders;

namespace IntegrationLogs.Client.Tests.Errors;

public sealed class UnreadableAnswerMessagesTests
{
    private const string NoJson = "the answer is not the JSON that was expected: ";

    [Theory]
    [InlineData("", "the answer (200) is empty")]
    [InlineData("[]", NoJson + "The document is no object but StartArray")]
    [InlineData("""{"data":[]} {}""", NoJson)]
    [InlineData("""{"data":{}}""", NoJson + "'data' is no list of records but StartObject")]
    public async Task A_page_that_cannot_be_read_is_told_with_the_reason(string body, string expected)
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.Faults.Always(Fault.Answer(body));

        var error = await Assert.ThrowsAsync<ApiResponseFormatException>(() => test.GetElasticPathAsync());

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("Content type: application/json. Check BaseAddress", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"data":[]}""", NoJson + "'data' is no record but StartArray")]
    [InlineData("{}", NoJson + "The answer has no 'data'")]
    [InlineData("7", NoJson + "The document is no object but Number")]
    public async Task A_record_that_cannot_be_read_is_told_with_the_reason(string body, string expected)
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.Faults.Always(Fault.Answer(body));

        var error = await Assert.ThrowsAsync<ApiResponseFormatException>(() => test.Client.ElasticPath.GetIntegrationAsync("x"));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_a_content_type_is_told_so()
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.AllLogs(IntegrationVendor.Sendcloud)).RespondWith(Response.Create().WithStatusCode(200).WithBody("["));

        var error = await Assert.ThrowsAsync<ApiResponseFormatException>(() => vendors.GetAsync(IntegrationVendor.Sendcloud));

        Assert.Contains("Content type: none.", error.Message, StringComparison.Ordinal);
    }
}
