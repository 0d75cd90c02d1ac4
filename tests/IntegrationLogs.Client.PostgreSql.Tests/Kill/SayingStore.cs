namespace IntegrationLogs.Client.PostgreSql.Tests.Kill;

/// <summary>Says before each save that has entries that it begins, and after it that it has ended.</summary>
internal sealed class SayingStore(ILogStore store, Action<string> say) : ILogStore
{
    public const string Saving = "saving";
    public const string Saved = "saved";

    public Task<StoredCheckpoint?> LoadAsync(CancellationToken cancellationToken = default) => store.LoadAsync(cancellationToken);

    public Task<string> SaveAsync(LogCheckpoint checkpoint, string? expectedVersion, CancellationToken cancellationToken = default) =>
        store.SaveAsync(checkpoint, expectedVersion, cancellationToken);

    public async Task<string> SaveAsync(LogBatch batch, string? expectedVersion, CancellationToken cancellationToken = default)
    {
        if (batch.Entries.Count == 0)
        {
            return await store.SaveAsync(batch, expectedVersion, cancellationToken);
        }

        say(Saving);
        string version = await store.SaveAsync(batch, expectedVersion, cancellationToken);
        say(Saved);
        return version;
    }
}
