using IntegrationLogs.Client;
using IntegrationLogs.Client.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
vendors.ElasticPath.Faults.Enqueue(Fault.Status(503, retryAfter: "0"));

var services = new ServiceCollection();
services.AddIntegrationLogsClient(vendors.ClientOptions);
var hosted = new TaskCompletionSource<WatchedEntry>(TaskCreationOptions.RunContinuationsAsynchronously);
IConfiguration settings = new ConfigurationBuilder()
    .AddInMemoryCollection(new Dictionary<string, string?> { ["Sources:0"] = "Sendcloud", ["Watch:Start"] = "Beginning" })
    .Build();
services.AddIntegrationLogsWatch(
    settings,
    (entry, _) =>
    {
        hosted.TrySetResult(entry);
        return Task.CompletedTask;
    });
await using ServiceProvider provider = services.BuildServiceProvider();
var client = provider.GetRequiredService<IIntegrationLogsClient>();

int elasticPath = 0;
await foreach (ElasticPathLog log in client.ElasticPath.GetAllLogsAsync())
{
    elasticPath += log.Id is null ? 0 : 1;
}

int sendcloud = 0;
await foreach (SendcloudLog log in client.Sendcloud.GetAllLogsAsync())
{
    sendcloud += log.Id is null ? 0 : 1;
}

int watched = 0;
await foreach (WatchedEntry entry in client.Feed.WatchAsync(
    [LogSource.ElasticPath(), LogSource.Sendcloud()], new WatchOptions { Start = WatchStart.Beginning }))
{
    watched += LogCheckpoint.Parse(entry.Checkpoint.ToJson()).Sources.Count == 2 ? 1 : 0;
    if (watched == vendors.ElasticPath.Logs.Count + vendors.Sendcloud.Logs.Count)
    {
        break;
    }
}

IHostedService service = provider.GetRequiredService<IHostedService>();
await service.StartAsync(CancellationToken.None);
WatchedEntry first = await hosted.Task;
await service.StopAsync(CancellationToken.None);

bool works = first.Vendor == IntegrationVendor.Sendcloud
    && elasticPath == vendors.ElasticPath.Logs.Count
    && sendcloud == vendors.Sendcloud.Logs.Count;
Console.WriteLine($"{(works ? "OK" : "FAILED")}: {elasticPath} logs of Elastic Path and {sendcloud} of Sendcloud, "
    + $"{watched} watched, one in a host: {first.FoundIn}, through the packages");
return works ? 0 : 1;
