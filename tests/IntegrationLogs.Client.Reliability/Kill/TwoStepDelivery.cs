namespace IntegrationLogs.Client.Reliability.Kill;

/// <summary>First the entry, then the checkpoint: each entry at least once.</summary>
internal sealed class TwoStepDelivery(WatcherSettings settings) : Delivery(settings)
{
    private readonly FileLogCheckpointStore _store = new(PathOfCheckpoint(settings.Folder));
    private string? _version;

    public override async Task<LogCheckpoint?> LoadAsync()
    {
        StoredCheckpoint? stored = await _store.LoadAsync();
        _version = stored?.Version;
        return stored?.Checkpoint;
    }

    public override async Task TakeAsync(WatchedEntry entry)
    {
        string key = KeyOf(entry.FoundIn, entry.LogId);
        Journal.Write($"{key}\n");
        Console.WriteLine($"handled {key}");
        await PassMiddleAsync();
        _version = await _store.SaveAsync(entry.Checkpoint, _version);
        Console.WriteLine(Sayings.Stored(key));
    }

    public override void Dispose()
    {
        _store.Dispose();
        base.Dispose();
    }
}
