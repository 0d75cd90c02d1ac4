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

    [Fact]
    public async Task After_a_429_fewer_are_in_flight()
    {
        await using TestClient test = await TestClient.StartAsync(server: Many);
        FaultScript faults = test.Vendors.ElasticPath.Faults;
        faults.For(IsAt(18), Fault.Status(429, retryAfter: "1"), times: 1);
        faults.For(request => OffsetOf(request) > 18 + (9 * 8), Fault.StallBeforeHeaders());
        using var leaving = new CancellationTokenSource();

        Task reading = test.Client.ElasticPath
            .GetAllLogsAsync(new PagingOptions { PageSize = null, ReadAhead = 8 }, leaving.Token).ToListAsync();

        // Four of eight after the page that was refused, and one more after five that went well.
        int last = 18 + (9 * (8 + 1 + 5));
        await Eventually.IsTrueAsync(() => test.Vendors.Requests.Any(IsAt(last)) && test.Vendors.OpenRequests == 1 + 5);
        await leaving.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => reading);
        Assert.Equal(last, test.Vendors.Requests.Max(OffsetOf));
    }

    private static void Many(FakeVendorServerOptions server)
    {
        server.ElasticPath.LogCount = 1_000;
        server.ElasticPath.DefaultPageSize = 10;
    }

    private static Func<RecordedRequest, bool> IsAt(int offset) => request => OffsetOf(request) == offset;

    private static int OffsetOf(RecordedRequest request) =>
        int.Parse(request.Query.GetValueOrDefault("page[offset]", "0"), System.Globalization.CultureInfo.InvariantCulture);
}
