using IntegrationLogs.Client.Reliability.Infrastructure;
using IntegrationLogs.Client.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Reliability.Cancellation;

/// <summary>A client that is disposed of ends what is under way, sends nothing more and closes its connections.</summary>
public sealed class DisposalTests
{
    public static TheoryData<WaitKind, IntegrationVendor> Waits()
    {
        var data = new TheoryData<WaitKind, IntegrationVendor>();
        foreach (WaitKind kind in Enum.GetValues<WaitKind>())
        {
            data.Add(kind, IntegrationVendor.ElasticPath);
            data.Add(kind, IntegrationVendor.Sendcloud);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task A_call_that_waits_ends_with_its_client(WaitKind kind, IntegrationVendor vendor)
    {
        foreach (int readAhead in (int[])[0, 1, 8])
        {
            await using WaitStage stage = await WaitStage.StartAsync(kind, vendor, page: kind == WaitKind.Token ? 1 : 3);
            List<string> read = [];
            Task<Exception?> call = stage.Trial.RecordAsync(async () =>
            {
                await foreach (string log in stage.Logs.Items(new PagingOptions { PageSize = null, ReadAhead = readAhead }))
                {
                    read.Add(log);
                }
            });

            await stage.ReachAsync();
            await stage.Trial.Client.DisposeAsync();

            Assert.IsType<ObjectDisposedException>(await call);
            Assert.Equal(stage.Logs.Listed.Take(read.Count), read);
            Assert.Equal(kind != WaitKind.Token, read.Count > 0);
            await stage.AssertNothingIsLeftAsync();
        }
    }

    [Theory]
    [InlineData(IntegrationVendor.ElasticPath)]
    [InlineData(IntegrationVendor.Sendcloud)]
    public async Task After_its_end_a_client_sends_nothing(IntegrationVendor vendor)
    {
        await using Trial trial = await Trial.StartAsync();
        var logs = new VendorLogs(trial, vendor);
        await logs.Items(new PagingOptions { PageSize = null }).ToListAsync();
        int sent = trial.Vendors.Requests.Count;

        await trial.Client.DisposeAsync();

        Assert.IsType<ObjectDisposedException>(
            await trial.RecordAsync(() => logs.Items(new PagingOptions { PageSize = null }).ToListAsync()));
        Assert.IsType<ObjectDisposedException>(await trial.RecordAsync(() => logs.GetIntegrationAsync(CancellationToken.None)));
        Assert.Equal(sent, trial.Vendors.Requests.Count);
    }

    [Fact]
    public async Task A_walk_between_two_pages_ends_with_its_client()
    {
        await using Trial trial = await Trial.StartAsync();
        var logs = new VendorLogs(trial, IntegrationVendor.Sendcloud);
        int pages = 0;

        Exception? error = await trial.RecordAsync(async () =>
        {
            await foreach (LogPage _ in logs.Pages(new PagingOptions { PageSize = null, ReadAhead = 0 }))
            {
                pages++;
                await trial.Client.DisposeAsync();
            }
        });

        Assert.IsType<ObjectDisposedException>(error);
        Assert.Equal((1, 1), (pages, logs.Faults.RequestsSeen));
    }

    [Fact]
    public async Task Connections_are_closed_with_the_client()
    {
        await using KeepAliveServer server = KeepAliveServer.Start();
        await using Trial trial = Trial.Against(Trial.OptionsFor(server.BaseAddress));
        await TestClient.GetAsync(trial.Client, IntegrationVendor.Sendcloud);
        Assert.Equal((1, 1), (server.Accepted, server.Open));

        await trial.Client.DisposeAsync();

        await Eventually.IsTrueAsync(() => server.Open == 0);
    }

    [Fact]
    public async Task Calls_of_a_containers_client_end_with_the_container()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        vendors.Sendcloud.Faults.Always(Fault.StallBeforeHeaders());
        IntegrationLogsClientOptions settings = vendors.ClientOptions;
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient("nl", options => options.Sendcloud = settings.Sendcloud);
        ServiceProvider provider = services.BuildServiceProvider();
        var client = provider.GetRequiredKeyedService<IIntegrationLogsClient>("nl");

        Task<ResponseInfo> call = TestClient.GetAsync(client, IntegrationVendor.Sendcloud);
        await Eventually.IsTrueAsync(() => vendors.OpenRequests == 1);
        await provider.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        await Eventually.IsTrueAsync(() => vendors.OpenRequests == 0);
    }
}
