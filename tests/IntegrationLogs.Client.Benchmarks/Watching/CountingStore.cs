namespace IntegrationLogs.Client.Benchmarks.Watching;

/// <summary>A checkpoint file, and how many bytes were written to it.</summary>
internal sealed class CountingStore(string path) : ILogCheckpointStore, IDisposable
{
    private readonly FileLogCheckpointStore _store = new(path);
    private long _length;

    public long Written { get; private set; }

    public int Saves { get; private set; }

    public Task<StoredCheckpoint?> LoadAsync(CancellationToken cancellationToken = default) => _store.LoadAsync(cancellationToken);

    public async Task<string> SaveAsync(
        LogCheckpoint checkpoint, string? expectedVersion, CancellationToken cancellationToken = default)
    {
        string version = await _store.SaveAsync(checkpoint, expectedVersion, cancellationToken);
        long length = new FileInfo(path).Length;

        // A file that was written anew is shorter than the lines of before.
        Written += length > _length ? length - _length : length;
        Saves++;
        _length = length;
        return version;
    }

    public void Dispose() => _store.Dispose();
}
