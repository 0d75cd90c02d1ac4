using System.Text.Json;
using AotSmoke;
using IntegrationLogs.Client;
using IntegrationLogs.Client.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

await using FakeVendorServer server = await FakeVendorServer.StartAsync(options => options.ElasticPath.LogCount = 500);
server.ElasticPath.Faults.At(2, Fault.ResetInsideBody(afterBytes: 500));

await using var created = IntegrationLogsClient.Create(server.ClientOptions);
List<ElasticPathLog> elasticPath = await ReadAsync(created.ElasticPath.GetAllLogsAsync());
List<SendcloudLog> sendcloud = await ReadAsync(created.Sendcloud.GetAllLogsAsync());

IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(server.ToConfiguration(section: "")).AddInMemoryCollection(
new Dictionary<string, string?>
{
    ["ElasticPath:Headers:EP-Store-ID"] = "store-1",
    ["Resilience:MaxRetries"] = "1",
    ["Resilience:BaseDelay"] = "00:00:00.050",
    ["Watch:Sources:0"] = "ElasticPath",
    ["Watch:Sources:1"] = "Sendcloud",
    ["Watch:Watch:Start"] = "Beginning",
}).Build();
var services = new ServiceCollection();
services.AddLogging();
IIntegrationLogsClientBuilder builder = services.AddIntegrationLogsClient(configuration);
builder.ElasticPath.AddApi<IStoreApi>(OwnJsonContext.Default);
builder.Sendcloud.AddApi<IShopApi>(OwnJsonContext.Default);
services.AddSingleton(new WatchedEntries(server.ElasticPath.Logs.Count + server.Sendcloud.Logs.Count));
services.AddIntegrationLogsWatch<EntryHandler>(configuration.GetSection("Watch"));
await using ServiceProvider provider = services.BuildServiceProvider();
IIntegrationLogsClient bound = provider.GetRequiredService<IIntegrationLogsClient>();
List<ElasticPathLog> elasticPathAgain = await ReadAsync(bound.ElasticPath.GetAllLogsAsync());
List<SendcloudLog> sendcloudAgain = await ReadAsync(bound.Sendcloud.GetAllLogsAsync());

IStoreApi store = provider.GetRequiredService<IStoreApi>();
IShopApi shop = provider.GetRequiredService<IShopApi>();
List<Webhook> webhooks = await ReadAsync(
    AsyncPageable.FollowOffset<Webhook>("/v2/integrations", store.GetWebhooksAsync, webhook => webhook.Id));
List<Shop> shops = await ReadAsync(AsyncPageable.FollowLink<ShopPage, Shop>("/integrations", shop.GetShopsAsync));
ElasticPathPage<ElasticPathLog> derived = await store.GetLogsAsync(new ElasticPathPageQuery(Limit: 1));

ElasticPathLog first = elasticPath[0];
string alone = JsonSerializer.Serialize(first, IntegrationLogsJsonContext.Default.ElasticPathLog);
string inside = JsonSerializer.Serialize(new Alert("on call", first), AlertJsonContext.Default.Alert);
Alert? readBack = JsonSerializer.Deserialize(inside, AlertJsonContext.Default.Alert);

IHostedService watch = provider.GetServices<IHostedService>().Single();
await watch.StartAsync(CancellationToken.None);
LogCheckpoint checkpoint = await provider.GetRequiredService<WatchedEntries>().Last;
await watch.StopAsync(CancellationToken.None);
LogCheckpoint stored = JsonSerializer.Deserialize(JsonSerializer.Serialize(checkpoint, AlertJsonContext.Default.LogCheckpoint),
    AlertJsonContext.Default.LogCheckpoint)!;

bool works = elasticPath.Count == server.ElasticPath.Logs.Count
    && sendcloud.Count == server.Sendcloud.Logs.Count
    && elasticPathAgain.Count == elasticPath.Count
    && sendcloudAgain.Count == sendcloud.Count
    && server.Requests.Any(request => request.Headers.TryGetValue("EP-Store-ID", out string? store) && store == "store-1")
    && inside.Contains(alone, StringComparison.Ordinal)
    && readBack?.Log.Id == first.Id
    && webhooks.Select(webhook => webhook.Id).SequenceEqual(server.ElasticPath.Integrations.Snapshot().Select(one => one.Id))
    && shops.Select(one => (long?)one.Id).SequenceEqual(server.Sendcloud.Integrations.Snapshot().Select(one => one.Id))
    && derived.Data[0].Id == first.Id
    && stored.ToJson() == checkpoint.ToJson();

Console.WriteLine($"{(works ? "OK" : "FAILED")}: {elasticPath.Count} and {elasticPathAgain.Count} logs of Elastic Path, "
    + $"{sendcloud.Count} and {sendcloudAgain.Count} of Sendcloud, {inside.Length} characters of JSON, {stored} after all were watched");
return works ? 0 : 1;

static async Task<List<T>> ReadAsync<T>(AsyncPageable<T> pageable)
{
    List<T> records = [];
    await foreach (T record in pageable)
    {
        records.Add(record);
    }

    return records;
}
