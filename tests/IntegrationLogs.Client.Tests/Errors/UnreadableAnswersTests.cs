using System.Text;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Errors;

public sealed class UnreadableAnswersTests
{
    private static readonly Cases<Fault> Unreadable = new()
    {
        { "HTML", Fault.Answer("<!doctype html><html>Log in</html>", "text/html") },
        { "empty", Fault.Answer(string.Empty) },
        { "byte order mark alone", Fault.Bytes(new byte[] { 0xEF, 0xBB, 0xBF }) },
        { "blank", Fault.Answer("  \n ") },
        { "204", Fault.Status(204) },
        { "205", Fault.Status(205) },
        { "more after the end", Fault.Answer("""{"data":[]}{"data":[]}""") },
        { "rubbish after the end", Fault.Answer("""{"data":[]} oops""") },
        { "deep beside", Fault.Answer("{\"data\":[],\"x\":" + new string('[', 10_000) + new string(']', 10_000) + "}") },
        { "no data", Fault.Answer("""{"meta":{}}""") },
        { "a list", Fault.Answer("[]") },
        { "null", Fault.Answer("null") },
        { "a number", Fault.Answer("1") },
        { "data an object", Fault.Answer("""{"data":{}}""") },
        { "data text", Fault.Answer("""{"data":"none"}""") },
        { "UTF-16", Fault.Bytes(Encoding.Unicode.GetBytes("""{"data":[]}""")) },
        { "no UTF-8 in a name", Fault.Bytes(new byte[] { (byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}' }) },
    };

    public static TheoryData<string> UnreadableNames => Unreadable.Names;

    [Theory]
    [MemberData(nameof(UnreadableNames))]
    public async Task A_success_that_cannot_be_read_is_told_and_not_asked_for_again(string what)
    {
        Fault fault = Unreadable[what];
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using TestClient test = await TestClient.StartAsync();
            test.Faults(vendor).Always(fault);

            Exception? error = await Record.ExceptionAsync(() => test.GetAsync(vendor));

            Assert.True(error is ApiResponseFormatException, $"{what}: {error}");
            Assert.Equal(vendor, ((ApiResponseFormatException)error).Vendor);
            Assert.StartsWith($"{vendor}, GET ", error.Message, StringComparison.Ordinal);
            Assert.Contains("Check BaseAddress, and gateways in between.", error.Message, StringComparison.Ordinal);
            Assert.Equal(1, test.PageRequests);
        }
    }

    [Theory]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":null}""")]
    [InlineData("\uFEFF{\"data\":[]}")]
    [InlineData(" \r\n{ \"data\" : [ ] }\r\n")]
    [InlineData("""{"meta":null,"links":null,"results":null,"data":[]}""")]
    [InlineData("""{"meta":"x","links":[],"results":7,"data":[],"included":{"a":[1]}}""")]
    public async Task An_empty_list_is_read_in_every_form(string body)
    {
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using TestClient test = await TestClient.StartAsync();
            test.Faults(vendor).Always(Fault.Answer(body));

            Assert.Equal(200, (int)(await test.GetAsync(vendor)).StatusCode);
        }
    }

    [Theory]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":[]}""")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("<html>")]
    public async Task A_single_integration_that_is_none_is_told(string body)
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.Faults.Always(Fault.Answer(body));
        test.Vendors.Sendcloud.Faults.Always(Fault.Answer(body));

        await Assert.ThrowsAsync<ApiResponseFormatException>(() => test.Client.ElasticPath.GetIntegrationAsync("x"));
        await Assert.ThrowsAsync<ApiResponseFormatException>(() => test.Client.Sendcloud.GetIntegrationAsync(1));
    }

    [Fact]
    public async Task A_login_page_is_named_by_its_content_type_and_not_quoted()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.Faults.Always(Fault.Answer("<html>canary-login</html>", "text/html; charset=utf-8"));

        var error = await Assert.ThrowsAsync<ApiResponseFormatException>(() => test.GetElasticPathAsync());

        Assert.Equal(("text/html", 200), (error.ContentType, (int)error.StatusCode));
        Assert.Contains("Content type: text/html.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-login", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_content_type_decides_nothing()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.Faults.Always(Fault.Answer("""{"data":[]}""", "text/plain"));

        Assert.Equal(1, (await test.GetElasticPathAsync()).Attempts);
    }
}
