namespace IntegrationLogs.Client;

/// <summary>
/// Elastic Path Commerce Cloud's integrations, their logs and jobs, as streams. Every record that is listed from the start to the end
/// of an enumeration comes exactly once, whatever is added or removed meanwhile, as long as the server gives at least two records a
/// page. The vendor documents no order.
/// </summary>
/// <remarks>
/// Arguments are checked at the call; nothing is sent before enumeration. What enumerating throws is listed at
/// <see cref="AsyncPageable{T}.GetAsyncEnumerator"/>. Past offset 10,000 the vendor may refuse to list on: that is a
/// <see cref="PagingException"/>, and reading per integration or per job goes on from there.
/// </remarks>
public interface IElasticPathClient
{
    /// <summary>The logs of all integrations.</summary>
    /// <param name="paging">How to read the list; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends every enumeration.</param>
    /// <exception cref="ArgumentOutOfRangeException">A paging option is out of its range.</exception>
    AsyncPageable<ElasticPathLog> GetAllLogsAsync(PagingOptions? paging = null, CancellationToken cancellationToken = default);

    /// <summary>The logs of one integration.</summary>
    /// <param name="integrationId">The integration's id.</param>
    /// <param name="paging">How to read the list; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends every enumeration.</param>
    /// <exception cref="ArgumentException">The id is empty or cannot be one, or a paging option is out of its range.</exception>
    AsyncPageable<ElasticPathLog> GetIntegrationLogsAsync(
        string integrationId, PagingOptions? paging = null, CancellationToken cancellationToken = default);

    /// <summary>The jobs of one integration. The vendor documents no paging for them; if it answers all at once, that is noticed.</summary>
    /// <param name="integrationId">The integration's id.</param>
    /// <param name="paging">How to read the list; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends every enumeration.</param>
    /// <exception cref="ArgumentException">The id is empty or cannot be one, or a paging option is out of its range.</exception>
    AsyncPageable<ElasticPathJob> GetIntegrationJobsAsync(
        string integrationId, PagingOptions? paging = null, CancellationToken cancellationToken = default);

    /// <summary>The logs of one job: its attempts.</summary>
    /// <param name="integrationId">The integration's id (the vendor's page calls it <c>event_id</c>, an old name).</param>
    /// <param name="jobId">The job's id.</param>
    /// <param name="paging">How to read the list; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends every enumeration.</param>
    /// <exception cref="ArgumentException">An id is empty or cannot be one, or a paging option is out of its range.</exception>
    AsyncPageable<ElasticPathLog> GetJobLogsAsync(
        string integrationId, string jobId, PagingOptions? paging = null, CancellationToken cancellationToken = default);

    /// <summary>The store's integrations.</summary>
    /// <param name="paging">How to read the list; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends every enumeration.</param>
    /// <exception cref="ArgumentOutOfRangeException">A paging option is out of its range.</exception>
    AsyncPageable<ElasticPathIntegration> GetIntegrationsAsync(PagingOptions? paging = null, CancellationToken cancellationToken = default);

    /// <summary>One integration.</summary>
    /// <param name="integrationId">The integration's id.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ArgumentException">The id is empty or cannot be one.</exception>
    /// <exception cref="ApiNotFoundException">There is no such integration.</exception>
    /// <exception cref="VendorApiException">The vendor refused the request for another reason.</exception>
    /// <exception cref="ApiConnectionException">No usable answer came, or not in time.</exception>
    /// <exception cref="ApiResponseFormatException">The answer could not be read.</exception>
    Task<ElasticPathIntegration> GetIntegrationAsync(string integrationId, CancellationToken cancellationToken = default);
}
