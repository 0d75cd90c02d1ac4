namespace IntegrationLogs.Client;

/// <summary>The lists of an integration that was read before, without its id in between.</summary>
public static class SendcloudClientExtensions
{
    /// <summary>The exception logs of one integration.</summary>
    /// <param name="client">The client.</param>
    /// <param name="integration">The integration.</param>
    /// <param name="paging">How to read the list; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends every enumeration.</param>
    /// <exception cref="ArgumentException">The integration has no id from 1, or a paging option is out of its range.</exception>
    public static AsyncPageable<SendcloudLog> GetIntegrationLogsAsync(
        this ISendcloudClient client,
        SendcloudIntegration integration,
        PagingOptions? paging = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(integration);
        return client.GetIntegrationLogsAsync(
            integration.Id ?? throw new ArgumentException("The integration has no id.", nameof(integration)), paging, cancellationToken);
    }
}
