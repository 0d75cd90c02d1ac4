using Refit;

namespace IntegrationLogs.Client.Tests.OwnApis;

/// <summary>What a user adds to Elastic Path's endpoints.</summary>
[Headers("Accept: application/json")]
internal interface IStoreApi : IElasticPathApi
{
    [Get("/v2/settings")]
    Task<StoreAnswer> GetSettingsAsync(CancellationToken cancellationToken = default);

    [Get("/v2/settings")]
    Task<string> GetSettingsTextAsync(CancellationToken cancellationToken = default);

    [Get("/v2/integrations")]
    Task<ElasticPathPage<NamedIntegration>> GetNamesAsync(
        [Query] ElasticPathPageQuery page = default, CancellationToken cancellationToken = default);

    [Get("/v2/integrations")]
    Task<NamedPage> GetNamePageAsync([Query] ElasticPathPageQuery page = default, CancellationToken cancellationToken = default);

    [Get("/v2/webhooks/{id}/attempts/{number}")]
    Task<StoreAnswer> GetAttemptAsync(string id, int number, CancellationToken cancellationToken = default);

    [Get("/v2/files/{**path}")]
    Task<StoreAnswer> GetFileAsync(string path, CancellationToken cancellationToken = default);

    [Head("/v2/settings")]
    Task ProbeSettingsAsync(CancellationToken cancellationToken = default);

    [Post("/v2/integrations")]
    Task<StoreAnswer> CreateAsync([Body] NamedIntegration integration, CancellationToken cancellationToken = default);

    [Post("/v2/files")]
    Task<StoreAnswer> UploadAsync([Body] Stream file, CancellationToken cancellationToken = default);

    [Delete("/v2/integrations/{id}")]
    Task DeleteAsync(string id, CancellationToken cancellationToken = default);
}
