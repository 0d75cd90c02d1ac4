using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Http;

public class ResponseInfoTests
{
    [Fact]
    public void Headers_are_found_without_regard_to_case_whatever_dictionary_they_come_in()
    {
        var headers = new Dictionary<string, IReadOnlyList<string>> { ["link"] = ["a"], ["LINK"] = ["b"], ["X-Other"] = ["c"] };

        var info = new ResponseInfo(headers: headers);

        Assert.Equal(["a", "b"], info.Headers["Link"]);
        Assert.Equal(["c"], info.Headers["x-other"]);
    }

    [Fact]
    public void A_dictionary_that_disregards_case_is_not_copied()
    {
        var headers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { ["Link"] = ["a"] };

        Assert.Same(headers, new ResponseInfo(headers: headers).Headers);
    }

    [Fact]
    public void Without_a_request_id_its_text_says_so() =>
        Assert.Equal("200, request id none, attempts 1", new ResponseInfo().ToString());

    [Fact]
    public async Task The_headers_of_the_content_are_among_the_answers()
    {
        await using TestClient test = await TestClient.StartAsync();

        ResponseInfo info = await test.GetSendcloudAsync();

        Assert.StartsWith("application/json", Assert.Single(info.Headers["Content-Type"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_text_tells_no_header()
    {
        var info = new ResponseInfo(headers: new Dictionary<string, IReadOnlyList<string>> { ["Link"] = ["<?cursor=canary>"] }, requestId: "r-1", attempts: 2);

        Assert.Equal("200, request id r-1, attempts 2", info.ToString());
    }
}
