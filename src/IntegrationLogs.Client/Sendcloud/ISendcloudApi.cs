using IntegrationLogs.Client.Sendcloud;
using Refit;

namespace IntegrationLogs.Client;

/// <summary>
/// The endpoints of Sendcloud's API v3 as a Refit interface: one method is one HTTP request. <see cref="ISendcloudClient"/> knows the
/// vendor only through this interface, so an implementation of your own, or a decorator, works with all of its paging. The paths are
/// below the base address, which ends in <c>/api/v3</c>.
/// </summary>
/// <remarks>
/// A list goes on where the <c>Link</c> header in <see cref="SendcloudPage{T}.Response"/> says so: an implementation of your own must
/// pass it on, or the list ends after its first page.
/// Every method throws <see cref="VendorApiException"/> or one of its subclasses when the vendor refuses,
/// <see cref="ApiConnectionException"/> when no usable answer comes, <see cref="ApiResponseFormatException"/> when an answer cannot be
/// read,
/// <see cref="ArgumentOutOfRangeException"/> for an id below 1, and <see cref="OperationCanceledException"/>.
/// </remarks>
[Headers("Accept: application/json")]
public interface ISendcloudApi
{
    /// <summary><c>GET /integrations/{integrationId}/logs</c>: the exception logs of one integration.</summary>
    [Get("/integrations/{id}/logs")]
    Task<SendcloudPage<SendcloudLog>> GetIntegrationLogsAsync(
        [AliasAs("id")] long integrationId,
        [QueryConverter(typeof(SendcloudPageQueryConverter))] SendcloudPageQuery page = default,
        CancellationToken cancellationToken = default);

    /// <summary><c>GET /integrations/logs</c>: the exception logs of all integrations.</summary>
    [Get("/integrations/logs")]
    Task<SendcloudPage<SendcloudLog>> GetLogsAsync(
        [QueryConverter(typeof(SendcloudPageQueryConverter))] SendcloudPageQuery page = default,
        CancellationToken cancellationToken = default);

    /// <summary><c>GET /integrations</c>: the integrations.</summary>
    [Get("/integrations")]
    Task<SendcloudPage<SendcloudIntegration>> GetIntegrationsAsync(
        [QueryConverter(typeof(SendcloudPageQueryConverter))] SendcloudPageQuery page = default,
        CancellationToken cancellationToken = default);

    /// <summary><c>GET /integrations/{integrationId}</c>: one integration.</summary>
    [Get("/integrations/{id}")]
    Task<SendcloudIntegration> GetIntegrationAsync([AliasAs("id")] long integrationId, CancellationToken cancellationToken = default);
}
