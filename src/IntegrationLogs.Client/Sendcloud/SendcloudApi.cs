using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.Sendcloud;

internal sealed class SendcloudApi(ApiConnection connection) : ISendcloudApi
{
    public Task<ApiResponse<SendcloudPage<SendcloudLog>>> GetIntegrationLogsAsync(
        long integrationId, SendcloudPageQuery page = default, CancellationToken cancellationToken = default) =>
        GetPageAsync(
            SendcloudEndpoints.IntegrationLogs,
            $"integrations/{ApiPath.Segment(integrationId, nameof(integrationId))}/logs",
            page,
            SendcloudLogConverter.ReadLog,
            cancellationToken);

    public Task<ApiResponse<SendcloudPage<SendcloudLog>>> GetLogsAsync(
        SendcloudPageQuery page = default, CancellationToken cancellationToken = default) =>
        GetPageAsync(SendcloudEndpoints.Logs, "integrations/logs", page, SendcloudLogConverter.ReadLog, cancellationToken);

    public Task<ApiResponse<SendcloudPage<SendcloudIntegration>>> GetIntegrationsAsync(
        SendcloudPageQuery page = default, CancellationToken cancellationToken = default) =>
        GetPageAsync(
            SendcloudEndpoints.Integrations, "integrations", page, SendcloudIntegrationConverter.ReadIntegration, cancellationToken);

    public Task<ApiResponse<SendcloudIntegration>> GetIntegrationAsync(long integrationId, CancellationToken cancellationToken = default) =>
        connection.GetAsync(
            new ApiRequest<SendcloudIntegration>(
                SendcloudEndpoints.Integration,
                $"integrations/{ApiPath.Segment(integrationId, nameof(integrationId))}",
                Query: null,
                static (ref JsonCursor json) => PageReader.ReadSingle(ref json, SendcloudIntegrationConverter.ReadIntegration)),
            cancellationToken);

    private Task<ApiResponse<SendcloudPage<T>>> GetPageAsync<T>(
        string endpoint, string path, SendcloudPageQuery page, JsonRead<T> readRecord, CancellationToken cancellationToken) =>
        connection.GetAsync(
            new ApiRequest<SendcloudPage<T>>(
                endpoint, path, page.ToQueryString(), (ref JsonCursor json) => SendcloudPageReader.Read(ref json, readRecord))
            {
                SecretQueryValue = page.IsNext ? SendcloudCursor.In(page.ToQueryString()) : null,
                Arrived = page.Arrived,
            },
            cancellationToken);
}
