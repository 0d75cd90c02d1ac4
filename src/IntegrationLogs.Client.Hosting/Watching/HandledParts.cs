namespace IntegrationLogs.Client.Hosting;

/// <summary>Counts the parts that were handled and saved, keeps those in between for a store that takes them, and lets others wait.</summary>
/// <param name="areKept">Whether the store takes entries.</param>
internal sealed class HandledParts(bool areKept)
{
    private readonly object _gate = new();
    private readonly List<PollPart> _unsaved = [];
    private TaskCompletionSource _savedMore = NewSignal();
    private long _handled;
    private long _saved;

    /// <summary>How many were handled.</summary>
    public long Count => Volatile.Read(ref _handled);

    public int Unsaved
    {
        get
        {
            lock (_gate)
            {
                return (int)(_handled - _saved);
            }
        }
    }

    /// <summary>Adds a part that was handled.</summary>
    /// <returns>Its number, from 1.</returns>
    public long Add(PollPart part)
    {
        lock (_gate)
        {
            if (areKept)
            {
                _unsaved.Add(part);
            }

            return ++_handled;
        }
    }

    /// <summary>The parts that are not saved, which stay until <see cref="Saved"/>, and the number of the last.</summary>
    public (long Last, PollPart[] Parts) ToSave()
    {
        lock (_gate)
        {
            return (_handled, [.. _unsaved]);
        }
    }

    /// <summary>Tells that the parts up to a number are saved.</summary>
    public void Saved(long last)
    {
        TaskCompletionSource savedMore;
        lock (_gate)
        {
            if (areKept)
            {
                _unsaved.RemoveRange(0, (int)(last - _saved));
            }

            _saved = last;
            savedMore = _savedMore;
            _savedMore = NewSignal();
        }

        savedMore.TrySetResult();
    }

    /// <summary>Ends when so many have been saved.</summary>
    /// <param name="wanted">How many, from how many have been handled.</param>
    /// <param name="stopping">The host's stop.</param>
    public async Task WaitUntilSavedAsync(Func<long, long> wanted, CancellationToken stopping)
    {
        while (true)
        {
            Task savedMore;
            lock (_gate)
            {
                if (_saved >= wanted(_handled))
                {
                    return;
                }

                savedMore = _savedMore.Task;
            }

            await savedMore.WaitAsync(stopping).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
