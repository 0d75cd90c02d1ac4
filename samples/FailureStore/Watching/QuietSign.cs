using System.Collections.Concurrent;
using IntegrationLogs.Client;

namespace FailureStore.Watching;

/// <summary>
/// Comes when each source had a poll after a catch-up that read all there was and found nothing new, or one that failed. A source is polled again when all that its last poll
/// found was taken, so by then all of it is stored.
/// </summary>
internal sealed class QuietSign(IEnumerable<LogSource> sources) : IDisposable
{
    private readonly ConcurrentDictionary<LogSource, bool> _awaited = new(sources.ToDictionary(source => source, _ => true));
    private readonly ConcurrentDictionary<LogSource, bool> _caughtUp = new();
    private readonly CancellationTokenSource _come = new();
    private int _failed;

    public CancellationToken Come => _come.Token;

    public bool HasFailed => Volatile.Read(ref _failed) != 0;

    public void Polled(SourcePoll poll)
    {
        // The first may end a catch-up that began long ago, with late logs above it.
        if (poll.IsCaughtUp && !_caughtUp.TryAdd(poll.Source, true) && poll.NewEntries == 0)
        {
            Reached(poll.Source);
        }
    }

    public void Failed(SourceError error)
    {
        Volatile.Write(ref _failed, 1);
        Reached(error.Source);
    }

    public void Dispose() => _come.Dispose();

    private void Reached(LogSource source)
    {
        if (_awaited.TryRemove(source, out _) && _awaited.IsEmpty)
        {
            _come.Cancel();
        }
    }
}
