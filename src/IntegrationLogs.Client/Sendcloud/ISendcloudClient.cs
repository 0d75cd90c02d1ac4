namespace IntegrationLogs.Client;

/// <summary>
/// Sendcloud's integrations and their exception logs, as streams. A record that the vendor lists twice comes once. The vendor documents
/// no order.
/// </summary>
/// <remarks>
/// Arguments are checked at the call; nothing is sent before enumeration. What enumerating throws is listed at
/// <see cref="AsyncPageable{T}.GetAsyncEnumerator"/>. An empty log does not prove that an integration works: see
/// <see cref="SendcloudIntegration.StartedFailingAt"/>.
/// </remarks>
public interface ISendcloudClient
{
    /// <summary>The exception logs of one integration.</summary>
    /// <param name="integrationId">The integration's id, from 1.</param>
    /// <param name="paging">How to read the list; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends every enumeration.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is below 1, or a paging option is out of its range.</exception>
    AsyncPageable<SendcloudLog> GetIntegrationLogsAsync(
        long integrationId, PagingOptions? paging = null, CancellationToken cancellationToken = default);

    /// <summary>The exception logs of all integrations.</summary>
    /// <param name="paging">How to read the list; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends every enumeration.</param>
    /// <exception cref="ArgumentOutOfRangeException">A paging option is out of its range.</exception>
    AsyncPageable<SendcloudLog> GetAllLogsAsync(PagingOptions? paging = null, CancellationToken cancellationToken = default);

    /// <summary>The account's integrations.</summary>
    /// <param name="paging">How to read the list; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends every enumeration.</param>
    /// <exception cref="ArgumentOutOfRangeException">A paging option is out of its range.</exception>
    AsyncPageable<SendcloudIntegration> GetIntegrationsAsync(PagingOptions? paging = null, CancellationToken cancellationToken = default);

    /// <summary>One integration.</summary>
    /// <param name="integrationId">The integration's id, from 1.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is below 1.</exception>
    /// <exception cref="ApiNotFoundException">There is no such integration.</exception>
    /// <exception cref="VendorApiException">The vendor refused the request for another reason.</exception>
    /// <exception cref="ApiConnectionException">No usable answer came, or not in time.</exception>
    /// <exception cref="ApiResponseFormatException">The answer could not be read.</exception>
    Task<SendcloudIntegration> GetIntegrationAsync(long integrationId, CancellationToken cancellationToken = default);
}
