namespace IntegrationLogs.Client.Reliability.Kill;

/// <summary>How a watcher hands on what it finds, and remembers how far it is.</summary>
internal abstract class Delivery(WatcherSettings settings) : IDisposable
{
    private int _delivered;

    protected Journal Journal { get; } = Journal.Open(PathOfJournal(settings.Folder));

    public static string PathOfJournal(string folder) => Path.Combine(folder, "journal.txt");

    public static string PathOfCheckpoint(string folder) => Path.Combine(folder, "checkpoint.json");

    /// <summary>What an entry is known by.</summary>
    public static string KeyOf(LogSource source, string? id) => $"{source} {id}";

    public abstract Task<LogCheckpoint?> LoadAsync();

    public abstract Task TakeAsync(WatchedEntry entry);

    public virtual void Dispose() => Journal.Dispose();

    /// <summary>Called in the middle of each delivery; from the one that was asked for it does not return.</summary>
    protected async Task PassMiddleAsync()
    {
        if (++_delivered == settings.HoldAt)
        {
            Console.WriteLine(Sayings.Held);
            await Task.Delay(Timeout.Infinite);
        }
    }
}
