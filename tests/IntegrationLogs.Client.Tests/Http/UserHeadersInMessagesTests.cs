using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Http;

public sealed class UserHeadersInMessagesTests
{
    [Fact]
    public async Task A_common_word_in_a_header_is_not_masked()
    {
        await using TestClient test = await TestClient.StartAsync(options => options.ElasticPath.Headers["X-App"] = "ElasticPath");
        test.Vendors.ElasticPath.Faults.Always(Fault.Status(400, body: """{"errors":[{"title":"ElasticPath says no"}]}"""));

        var error = await Assert.ThrowsAsync<VendorApiException>(() => test.GetElasticPathAsync());

        Assert.Contains("ElasticPath says no", error.Message, StringComparison.Ordinal);
    }
}
