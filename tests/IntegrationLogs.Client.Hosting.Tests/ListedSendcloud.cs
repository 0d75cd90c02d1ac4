namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>A <see cref="SimulatedSendcloud"/> that lists its integrations, or refuses to.</summary>
internal sealed class ListedSendcloud(SimulatedSendcloud logs) : ISendcloudApi
{
    private int _lists;

    /// <summary>How often the integrations were asked for.</summary>
    public int Lists => Volatile.Read(ref _lists);

    /// <summary>The integrations' ids, by how often they were asked for.</summary>
    public Func<int, long[]> Integrations { get; set; } = _ => [];

    public Task<SendcloudPage<SendcloudLog>> GetIntegrationLogsAsync(
        long integrationId, SendcloudPageQuery page = default, CancellationToken cancellationToken = default) =>
        logs.GetIntegrationLogsAsync(integrationId, page, cancellationToken);

    public Task<SendcloudPage<SendcloudLog>> GetLogsAsync(
        SendcloudPageQuery page = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<SendcloudPage<SendcloudIntegration>> GetIntegrationsAsync(
        SendcloudPageQuery page = default, CancellationToken cancellationToken = default)
    {
        long[] ids = Integrations(Interlocked.Increment(ref _lists));
        return Task.FromResult(new SendcloudPage<SendcloudIntegration>
        {
            Data = [.. ids.Select(id => new SendcloudIntegration { Id = id })],
        });
    }

    public Task<SendcloudIntegration> GetIntegrationAsync(
        long integrationId, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
