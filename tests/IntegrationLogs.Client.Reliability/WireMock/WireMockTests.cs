namespace IntegrationLogs.Client.Reliability.WireMock;

/// <summary>All tests with WireMock use the same one, one after the other, each from a clean slate.</summary>
[Collection(Name)]
public abstract class WireMockTests(WireMockServer server) : IAsyncLifetime
{
    public const string Name = "WireMock";

    /// <summary>The ids of the logs in the stubs, in the order of their pages.</summary>
    private protected static readonly string[] ElasticPathIds = ["log-1", "log-2", "log-3", "log-4", "log-5", "log-6", "log-7"];

    private protected static readonly string[] SendcloudIds = ["5", "4", "3", "2", "1"];

    /// <summary>The faults that WireMock knows.</summary>
    private protected static readonly string[] AllFaults =
        ["CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK", "RANDOM_DATA_THEN_CLOSE"];

    protected WireMockServer Server => server;

    public async Task InitializeAsync()
    {
        await server.ResetAsync();
        await server.StubAsync("tokens", "elastic-path-logs", "sendcloud-logs");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>All logs of a vendor, by id.</summary>
    internal static async Task<string[]> ReadAsync(IntegrationLogsClient client, IntegrationVendor vendor) =>
        vendor == IntegrationVendor.ElasticPath
            ? [.. (await client.ElasticPath.GetAllLogsAsync().ToListAsync().WaitAsync(Effort.Patience)).Select(log => log.Id!)]
            : [.. (await client.Sendcloud.GetAllLogsAsync().ToListAsync().WaitAsync(Effort.Patience)).Select(log => $"{log.Id}")];

    internal static string[] IdsOf(IntegrationVendor vendor) =>
        vendor == IntegrationVendor.ElasticPath ? ElasticPathIds : SendcloudIds;
}

[CollectionDefinition(WireMockTests.Name)]
public sealed class WireMockShared : ICollectionFixture<WireMockServer>;
