using System.Net;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Tests.Testing;

public sealed class FaultScriptTests
{
    private const string Logs = "/api/v3/integrations/logs";

    [Fact]
    public async Task Token_requests_have_a_script_of_their_own()
    {
        await using var http = await VendorHttp.StartAsync();
        http.Server.ElasticPath.TokenFaults.Enqueue(Fault.Status(500));
        http.Server.ElasticPath.Faults.Always(Fault.Status(503));

        using HttpResponseMessage failed = await http.PostTokenAsync();
        using HttpResponseMessage issued = await http.PostTokenAsync();

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.OK), (failed.StatusCode, issued.StatusCode));
    }

    [Fact]
    public async Task A_script_takes_the_numbered_fault_then_the_queue_then_the_standing_one()
    {
        await using var http = await VendorHttp.StartAsync();
        FaultScript script = http.Server.Sendcloud.Faults;
        script.Enqueue(Fault.Status(501), times: 2);
        script.EnqueueNone();
        script.At(2, Fault.Status(502));
        script.At(7, Fault.Status(504));
        script.Always(Fault.Status(500));

        var statuses = new List<int>();
        for (int i = 0; i < 7; i++)
        {
            statuses.Add(await StatusAsync(http));
        }

        script.Clear();
        statuses.Add(await StatusAsync(http));

        Assert.Equal([501, 502, 501, 200, 500, 500, 504, 200], statuses);
        Assert.Equal(1, script.RequestsSeen);
    }

    [Fact]
    public async Task Requests_that_are_meant_fail_so_many_times_whatever_number_they_have()
    {
        await using var http = await VendorHttp.StartAsync();
        FaultScript script = http.Server.Sendcloud.Faults;
        script.Enqueue(Fault.Status(501));
        script.At(1, Fault.Status(502));
        script.For(request => request.Query.ContainsKey("page_size"), Fault.Status(503), times: 2);
        script.For(request => request.Query.GetValueOrDefault("page_size") == "2", Fault.Status(504));

        var statuses = new List<int>();
        foreach (string query in (string[])["?page_size=1", "?page_size=1", "?page_size=2", "", "?page_size=1", "?page_size=2", "?page_size=2"])
        {
            statuses.Add(await StatusAsync(http, query));
        }

        script.Clear();
        statuses.Add(await StatusAsync(http, "?page_size=2"));

        Assert.Equal([502, 503, 503, 501, 200, 504, 504, 200], statuses);
    }

    [Fact]
    public async Task A_request_cannot_be_meant_less_than_once()
    {
        await using var http = await VendorHttp.StartAsync();

        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => http.Server.Sendcloud.Faults.For(_ => true, Fault.Status(500), times: 0));

        Assert.Equal("times", error.ParamName);
    }

    private static async Task<int> StatusAsync(VendorHttp http, string query = "")
    {
        using HttpResponseMessage response = await http.GetAsync(Logs + query);
        return (int)response.StatusCode;
    }
}
