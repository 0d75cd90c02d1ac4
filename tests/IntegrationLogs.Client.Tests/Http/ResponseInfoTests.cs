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
    public void Its_text_tells_no_header()
    {
        var info = new ResponseInfo(headers: new Dictionary<string, IReadOnlyList<string>> { ["Link"] = ["<?cursor=canary>"] }, requestId: "r-1", attempts: 2);

        Assert.Equal("200, request id r-1, attempts 2", info.ToString());
    }
}
