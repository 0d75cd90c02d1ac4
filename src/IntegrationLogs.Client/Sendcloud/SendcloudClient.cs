using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.Sendcloud;

internal sealed class SendcloudClient(
    Lazy<ISendcloudApi> api, PagingOptions defaults, WalkAccount account, ClientDiagnostics diagnostics) : ISendcloudClient, IAccountClient
{
    public WalkAccount Account => account;

    public AsyncPageable<SendcloudLog> GetIntegrationLogsAsync(
        long integrationId, PagingOptions? paging = null, CancellationToken cancellationToken = default) =>
        List(
            SendcloudEndpoints.IntegrationLogs,
            $"/integrations/{ApiPath.Segment(integrationId, nameof(integrationId))}/logs",
            (page, token) => api.Value.GetIntegrationLogsAsync(integrationId, page, token),
            SendcloudIdentity.Of,
            paging,
            cancellationToken);

    public AsyncPageable<SendcloudLog> GetAllLogsAsync(PagingOptions? paging = null, CancellationToken cancellationToken = default) =>
        List(SendcloudEndpoints.Logs, "/integrations/logs", api.Value.GetLogsAsync, SendcloudIdentity.Of, paging, cancellationToken);

    public AsyncPageable<SendcloudIntegration> GetIntegrationsAsync(
        PagingOptions? paging = null, CancellationToken cancellationToken = default) =>
        List(SendcloudEndpoints.Integrations, "/integrations", api.Value.GetIntegrationsAsync, SendcloudIdentity.Of, paging, cancellationToken);

    public async Task<SendcloudIntegration> GetIntegrationAsync(long integrationId, CancellationToken cancellationToken = default)
    {
        ApiPath.Segment(integrationId, nameof(integrationId));
        return await api.Value.GetIntegrationAsync(integrationId, cancellationToken).ConfigureAwait(false);
    }

    private AsyncPageable<T> List<T>(
        string endpoint,
        string path,
        Func<SendcloudPageQuery, CancellationToken, Task<SendcloudPage<T>>> get,
        Func<T, ulong> identify,
        PagingOptions? paging,
        CancellationToken cancellationToken)
    {
        // Missing credentials are told at the call, before anything is enumerated.
        _ = api.Value;
        return SendcloudLists.Create(
            new WalkInfo(IntegrationVendor.Sendcloud, endpoint, "Sendcloud " + path, account),
            get,
            SendcloudLists.ToLinkPage,
            identify,
            paging ?? defaults,
            diagnostics,
            cancellationToken);
    }
}
