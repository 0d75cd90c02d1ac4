using System.Text.Json.Serialization;
using IntegrationLogs.Client;
using IntegrationLogs.Client.Sendcloud;
using Refit;

namespace AotSmoke;

/// <summary>An interface of a user's own: pages of records that only the user's context knows.</summary>
internal interface IStoreApi : IElasticPathApi
{
    [Get("/v2/integrations")]
    Task<ElasticPathPage<Webhook>> GetWebhooksAsync([Query] ElasticPathPageQuery page, CancellationToken cancellationToken = default);
}

internal interface IShopApi
{
    [Get("/integrations")]
    Task<ShopPage> GetShopsAsync(
        [QueryConverter(typeof(SendcloudPageQueryConverter))] SendcloudPageQuery page, CancellationToken cancellationToken = default);
}

internal sealed record Webhook([property: JsonPropertyName("id")] string Id, [property: JsonPropertyName("name")] string Name);

internal sealed record Shop([property: JsonPropertyName("id")] long Id, [property: JsonPropertyName("shop_name")] string Name);

internal sealed record ShopPage([property: JsonPropertyName("data")] IReadOnlyList<Shop> Records) : IApiPage<Shop>
{
    [JsonIgnore]
    public ResponseInfo? Response { get; set; }

    public static string GetIdentity(Shop record) => $"{record.Id}";
}

[JsonSerializable(typeof(ElasticPathPage<Webhook>))]
[JsonSerializable(typeof(ShopPage))]
internal sealed partial class OwnJsonContext : JsonSerializerContext;
