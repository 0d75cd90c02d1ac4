using System.Text.Json.Serialization;

namespace IntegrationLogs.Client.Tests.OwnApis;

internal sealed record StoreSettings([property: JsonPropertyName("page_offset_limit")] int PageOffsetLimit);

internal sealed record StoreAnswer([property: JsonPropertyName("data")] StoreSettings Data);

internal sealed record NamedIntegration([property: JsonPropertyName("id")] string Id, [property: JsonPropertyName("name")] string Name);

internal sealed record Shop([property: JsonPropertyName("id")] long Id, [property: JsonPropertyName("shop_name")] string Name);

/// <summary>A page by offset.</summary>
internal sealed record NamedPage(
    [property: JsonPropertyName("data")] IReadOnlyList<NamedIntegration> Records,
    [property: JsonPropertyName("results")] NamedPage.Results? Counted) : IApiPage<NamedIntegration>
{
    [JsonIgnore]
    public ResponseInfo? Response { get; set; }

    [JsonIgnore]
    public long? TotalItems => Counted?.Total;

    public static string GetIdentity(NamedIntegration record) => record.Id;

    internal sealed record Results([property: JsonPropertyName("total")] long Total);
}

/// <summary>A page by link.</summary>
internal sealed record ShopPage([property: JsonPropertyName("data")] IReadOnlyList<Shop> Records) : IApiPage<Shop>
{
    [JsonIgnore]
    public ResponseInfo? Response { get; set; }

    public static string GetIdentity(Shop record) => record.Name;
}

[JsonSerializable(typeof(StoreAnswer))]
[JsonSerializable(typeof(NamedIntegration))]
[JsonSerializable(typeof(ElasticPathPage<NamedIntegration>))]
[JsonSerializable(typeof(NamedPage))]
[JsonSerializable(typeof(SendcloudPage<Shop>))]
[JsonSerializable(typeof(ShopPage))]
internal sealed partial class OwnJson : JsonSerializerContext;
