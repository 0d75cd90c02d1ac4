namespace IntegrationLogs.Client.Reliability.Kill;

/// <summary>
/// The entry and its checkpoint on one line of one journal, which counts once it is whole, as a transaction does: each entry exactly once.
/// </summary>
internal sealed class OneWriteDelivery(WatcherSettings settings) : Delivery(settings)
{
    public override Task<LogCheckpoint?> LoadAsync() =>
        Task.FromResult(Journal.Lines.Count == 0 ? null : LogCheckpoint.Parse(Journal.Lines[^1].Split(Journal.Separator)[1]));

    public override async Task TakeAsync(WatchedEntry entry)
    {
        string key = KeyOf(entry.FoundIn, entry.LogId);
        string json = entry.Checkpoint.ToJson();
        Journal.Write($"{key}{Journal.Separator}{json[..(json.Length / 2)]}");
        await PassMiddleAsync();
        Journal.Write($"{json[(json.Length / 2)..]}\n");
        Console.WriteLine(Sayings.Stored(key));
    }
}
