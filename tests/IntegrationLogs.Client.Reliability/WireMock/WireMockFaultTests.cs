using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.WireMock;

public sealed class WireMockFaultTests(WireMockServer server) : WireMockTests(server)
{
    private const string Placeholder = "$FAULT";

    public static TheoryData<string, bool> Faults
    {
        get
        {
            var faults = new TheoryData<string, bool>();
            foreach (string fault in AllFaults)
            {
                faults.Add(fault, false);
                faults.Add(fault, true);
            }

            return faults;
        }
    }

    [WireMockTheory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_that_passes_is_not_seen(string fault, bool https)
    {
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await Server.StubWithAsync("page-fault-once", Placeholder, fault);
            await Server.RestartAsync("fault");
            await using Trial trial = Server.NewTrial(https);

            Assert.Equal(IdsOf(vendor), await ReadAsync(trial.Client, vendor));

            Assert.Equal(IsTriedAgainByDotNet(fault, https) ? [] : [TimeSpan.FromMilliseconds(375)], trial.Time.Waits);
        }
    }

    [WireMockTheory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_that_stays_is_a_connection_exception(string fault, bool https)
    {
        await Server.StubWithAsync("page-fault-always", Placeholder, fault);
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using Trial trial = Server.NewTrial(https);

            var error = Assert.IsType<ApiConnectionException>(await trial.RecordAsync(() => ReadAsync(trial.Client, vendor)));

            Assert.Equal((vendor, 4, false), (error.Vendor, error.Attempts, error.IsTimeout));
            Assert.Equal([375, 750, 1500], trial.Time.Waits.Select(wait => wait.TotalMilliseconds));
        }

        int requestsPerAttempt = IsTriedAgainByDotNet(fault, https) ? 4 : 1;
        Assert.Equal(2 * 4 * requestsPerAttempt, (await Server.RequestsAsync()).Count(request => !request.IsForToken));
    }

    [WireMockTheory]
    [MemberData(nameof(Faults))]
    public async Task A_token_endpoints_fault_that_passes_is_not_seen(string fault, bool https)
    {
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await Server.StubWithAsync("token-fault-once", Placeholder, fault);
            await Server.RestartAsync("fault");
            await using Trial trial = Server.NewTrial(https, oauth: true);

            Assert.Equal(IdsOf(vendor), await ReadAsync(trial.Client, vendor));

            Assert.Single(trial.Time.Waits);
        }
    }

    [WireMockTheory]
    [MemberData(nameof(Faults))]
    public async Task Without_a_token_nothing_else_is_sent(string fault, bool https)
    {
        await Server.StubWithAsync("token-fault-always", Placeholder, fault);
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using Trial trial = Server.NewTrial(https, oauth: true);

            var error = Assert.IsType<ApiConnectionException>(await trial.RecordAsync(() => ReadAsync(trial.Client, vendor)));

            Assert.Equal((vendor, 4), (error.Vendor, error.Attempts));
        }

        Assert.All(await Server.RequestsAsync(), request => Assert.True(request.IsForToken));
    }

    /// <summary>
    /// A GET over HTTP/1.1 whose connection is closed before a byte of the answer has come goes, within the same attempt, over up to
    /// three others. That cannot be switched off.
    /// </summary>
    private static bool IsTriedAgainByDotNet(string fault, bool https) => fault == "EMPTY_RESPONSE" && !https;
}
