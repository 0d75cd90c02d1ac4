namespace IntegrationLogs.Client;

/// <summary>The lists of an integration or job that was read before, without its id in between.</summary>
public static class ElasticPathClientExtensions
{
    /// <summary>The logs of one integration.</summary>
    /// <param name="client">The client.</param>
    /// <param name="integration">The integration.</param>
    /// <param name="paging">How to read the list; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends every enumeration.</param>
    /// <exception cref="ArgumentException">The integration has no id that can be one, or a paging option is out of its range.</exception>
    public static AsyncPageable<ElasticPathLog> GetIntegrationLogsAsync(
        this IElasticPathClient client,
        ElasticPathIntegration integration,
        PagingOptions? paging = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.GetIntegrationLogsAsync(IdOf(integration), paging, cancellationToken);
    }

    /// <summary>The jobs of one integration.</summary>
    /// <param name="client">The client.</param>
    /// <param name="integration">The integration.</param>
    /// <param name="paging">How to read the list; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends every enumeration.</param>
    /// <exception cref="ArgumentException">The integration has no id that can be one, or a paging option is out of its range.</exception>
    public static AsyncPageable<ElasticPathJob> GetIntegrationJobsAsync(
        this IElasticPathClient client,
        ElasticPathIntegration integration,
        PagingOptions? paging = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.GetIntegrationJobsAsync(IdOf(integration), paging, cancellationToken);
    }

    /// <summary>The logs of one job: its attempts.</summary>
    /// <param name="client">The client.</param>
    /// <param name="integration">The integration that the job belongs to.</param>
    /// <param name="job">The job.</param>
    /// <param name="paging">How to read the list; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends every enumeration.</param>
    /// <exception cref="ArgumentException">
    /// The integration or the job has no id that can be one, or a paging option is out of its range.
    /// </exception>
    public static AsyncPageable<ElasticPathLog> GetJobLogsAsync(
        this IElasticPathClient client,
        ElasticPathIntegration integration,
        ElasticPathJob job,
        PagingOptions? paging = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(job);
        return client.GetJobLogsAsync(
            IdOf(integration), job.Id ?? throw new ArgumentException("The job has no id.", nameof(job)), paging, cancellationToken);
    }

    private static string IdOf(ElasticPathIntegration integration)
    {
        ArgumentNullException.ThrowIfNull(integration);
        return integration.Id ?? throw new ArgumentException("The integration has no id.", nameof(integration));
    }
}
