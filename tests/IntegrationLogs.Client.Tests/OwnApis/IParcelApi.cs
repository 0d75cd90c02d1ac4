using IntegrationLogs.Client.Sendcloud;
using Refit;

namespace IntegrationLogs.Client.Tests.OwnApis;

/// <summary>What a user reads of Sendcloud, beside the package's own endpoints.</summary>
[Headers("Accept: application/json")]
internal interface IParcelApi : ISendcloudApi
{
    [Get("/integrations")]
    Task<SendcloudPage<Shop>> GetShopsAsync(
        [QueryConverter(typeof(SendcloudPageQueryConverter))] SendcloudPageQuery page = default,
        CancellationToken cancellationToken = default);

    [Get("/integrations")]
    Task<ShopPage> GetShopPageAsync(
        [QueryConverter(typeof(SendcloudPageQueryConverter))] SendcloudPageQuery page = default,
        CancellationToken cancellationToken = default);
}
