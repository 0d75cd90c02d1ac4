using System.Globalization;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>A checkpoint store that outlives a host.</summary>
internal sealed class MemoryStore : ILogCheckpointStore
{
    private readonly object _lock = new();
    private readonly List<string> _saved = [];
    private string? _content;
    private int _saves;
    private int _loads;

    /// <summary>What is stored, as text.</summary>
    public string? Content
    {
        get => Locked(() => _content);
        set => Locked(() => _content = value);
    }

    /// <summary>Everything that was stored, in its order.</summary>
    public IReadOnlyList<string> Saved => Locked(() => _saved.ToArray());

    /// <summary>How often it was asked to save.</summary>
    public int Saves => Volatile.Read(ref _saves);

    /// <summary>How often it was asked to load.</summary>
    public int Loads => Volatile.Read(ref _loads);

    /// <summary>Run before anything is stored, with how many saves there were.</summary>
    public Func<int, CancellationToken, Task> Saving { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What a load is refused with, by how many loads there were.</summary>
    public Func<int, Exception?> LoadRefusal { get; set; } = _ => null;

    public Task<StoredCheckpoint?> LoadAsync(CancellationToken cancellationToken = default)
    {
        if (LoadRefusal(Interlocked.Increment(ref _loads)) is Exception error)
        {
            throw error;
        }

        return Task.FromResult(Content is string json ? new StoredCheckpoint(LogCheckpoint.Parse(json), VersionOf(json)) : null);
    }

    public async Task<string> SaveAsync(
        LogCheckpoint checkpoint, string? expectedVersion, CancellationToken cancellationToken = default)
    {
        await Saving(Interlocked.Increment(ref _saves), cancellationToken);
        return VersionOf(Locked(() =>
        {
            string? version = _content is null ? null : VersionOf(_content);
            if (version != expectedVersion)
            {
                throw new CheckpointConflictException("the memory", expectedVersion, version);
            }

            _saved.Add(checkpoint.ToJson());
            return _content = _saved[^1];
        }));
    }

    private static string VersionOf(string content) =>
        content.Length + "-" + content.Sum(character => (long)character * character).ToString(CultureInfo.InvariantCulture);

    private T Locked<T>(Func<T> change)
    {
        lock (_lock)
        {
            return change();
        }
    }
}
