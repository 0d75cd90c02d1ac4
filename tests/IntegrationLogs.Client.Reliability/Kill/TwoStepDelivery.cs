namespace IntegrationLogs.Client.Reliability.Kill;

/// <summary>First the entry, then the checkpoint: each entry at least once.</summary>
internal sealed class TwoStepDelivery(WatcherSettings settings) : Delivery(settings)
{
    private readonly FileLogCheckpointStore _store = new(PathOfCheckpoint(settings.Folder));

    public override Task<LogCheckpoint?> LoadAsync() => _store.LoadAsync();

    public override async Task TakeAsync(WatchedEntry entry)
    {
        string key = KeyOf(entry.FoundIn, entry.LogId);
        Journal.Write($"{key}\n");
        Console.WriteLine($"handled {key}");
        await PassMiddleAsync();
        await _store.SaveAsync(entry.Checkpoint);
        Console.WriteLine(Sayings.Stored(key));
    }

    public override void Dispose()
    {
        _store.Dispose();
        base.Dispose();
    }
}
