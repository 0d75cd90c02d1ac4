using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.ElasticPath;

public sealed class RequestsInFlightTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public async Task So_many_pages_are_in_flight_beside_the_one_that_is_waited_for(int readAhead)
    {
        await using TestClient test = await TestClient.StartAsync(server: Many);
        test.Vendors.ElasticPath.Faults.For(request => request.Query.ContainsKey("page[offset]"), Fault.StallBeforeHeaders());
        using var leaving = new CancellationTokenSource();

        Task reading = test.Client.ElasticPath
            .GetAllLogsAsync(new PagingOptions { PageSize = null, ReadAhead = readAhead }, leaving.Token).ToListAsync();
        await Eventually.IsTrueAsync(() => test.PageRequests == 2 + readAhead && test.Vendors.OpenRequests == 1 + readAhead);
        await leaving.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => reading);
        Assert.Equal(2 + readAhead, test.PageRequests);
    }

    private static void Many(FakeVendorServerOptions server)
    {
        server.ElasticPath.LogCount = 1_000;
        server.ElasticPath.DefaultPageSize = 10;
    }
}
