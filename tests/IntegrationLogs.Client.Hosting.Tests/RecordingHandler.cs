namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>A handler that keeps what it was given.</summary>
internal sealed class RecordingHandler
{
    private readonly object _lock = new();
    private readonly List<long> _calls = [];
    private readonly List<long> _handled = [];

    /// <summary>The id of each call's entry.</summary>
    public IReadOnlyList<long> Calls => Copy(_calls);

    /// <summary>The ids of the entries that were handled.</summary>
    public IReadOnlyList<long> Handled => Copy(_handled);

    /// <summary>What handling does, with how many calls there were.</summary>
    public Func<long, int, CancellationToken, Task> Handling { get; set; } = (_, _, _) => Task.CompletedTask;

    public async Task HandleAsync(WatchedEntry entry, CancellationToken cancellationToken)
    {
        long id = ((SendcloudLog)entry.Source).Id!.Value;
        int calls;
        lock (_lock)
        {
            _calls.Add(id);
            calls = _calls.Count;
        }

        await Handling(id, calls, cancellationToken);
        lock (_lock)
        {
            _handled.Add(id);
        }
    }

    private long[] Copy(List<long> ids)
    {
        lock (_lock)
        {
            return [.. ids];
        }
    }
}
