namespace IntegrationLogs.Client.Testing;

/// <summary>
/// Which requests fail, and how. For each request it sees, a script looks first for a fault at that request's number, then for one that
/// is meant for requests like it, then takes the next one queued, then the standing one; without any the request is answered. It can be
/// changed at any time, from any thread.
/// </summary>
/// <remarks>Requests refused by a <see cref="FakeRateLimit"/> are not seen; those with wrong credentials are.</remarks>
public sealed class FaultScript
{
    private readonly object _lock = new();
    private readonly Queue<Fault?> _queued = new();
    private readonly Dictionary<int, Fault> _numbered = [];
    private readonly List<ChosenFault> _chosen = [];
    private Fault? _standing;
    private int _seen;

    internal FaultScript()
    {
    }

    /// <summary>How many requests this script has seen since the start or the last <see cref="Clear"/>.</summary>
    public int RequestsSeen
    {
        get
        {
            lock (_lock)
            {
                return _seen;
            }
        }
    }

    /// <summary>Lets the next requests fail, behind those queued before.</summary>
    /// <param name="fault">How they fail.</param>
    /// <param name="times">How many of them; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is less than 1.</exception>
    public void Enqueue(Fault fault, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        EnqueueEach(fault, times);
    }

    /// <summary>Lets the next requests through, behind those queued before.</summary>
    /// <param name="times">How many of them; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is less than 1.</exception>
    public void EnqueueNone(int times = 1) => EnqueueEach(null, times);

    /// <summary>Lets one request fail, and leaves the queue as it is for it.</summary>
    /// <param name="requestNumber">Which of the requests this script sees, counted from 1.</param>
    /// <param name="fault">How it fails.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="requestNumber"/> is less than 1.</exception>
    public void At(int requestNumber, Fault fault)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(requestNumber);
        ArgumentNullException.ThrowIfNull(fault);
        lock (_lock)
        {
            _numbered[requestNumber] = fault;
        }
    }

    /// <summary>
    /// Lets certain requests fail, and leaves the queue as it is for them: with several requests in flight, which number one has is
    /// chance.
    /// </summary>
    /// <param name="isMeant">Which requests, such as those for one page. It runs while the script is locked.</param>
    /// <param name="fault">How they fail.</param>
    /// <param name="times">How many of them, at least 1; <see langword="null"/> for all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is less than 1.</exception>
    public void For(Func<RecordedRequest, bool> isMeant, Fault fault, int? times = null)
    {
        ArgumentNullException.ThrowIfNull(isMeant);
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times ?? 1, nameof(times));
        lock (_lock)
        {
            _chosen.Add(new ChosenFault(isMeant, fault) { Left = times ?? int.MaxValue });
        }
    }

    /// <summary>Lets every request fail for which nothing else is planned.</summary>
    public void Always(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_lock)
        {
            _standing = fault;
        }
    }

    /// <summary>Forgets all faults, and counts requests from 1 again.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _queued.Clear();
            _numbered.Clear();
            _chosen.Clear();
            _standing = null;
            _seen = 0;
        }
    }

    internal Fault? Next(RecordedRequest request)
    {
        lock (_lock)
        {
            _seen++;
            if (_numbered.TryGetValue(_seen, out Fault? numbered))
            {
                return numbered;
            }

            if (_chosen.Find(chosen => chosen.Left > 0 && chosen.IsMeant(request)) is ChosenFault chosen)
            {
                chosen.Left--;
                return chosen.Fault;
            }

            return _queued.TryDequeue(out Fault? queued) ? queued : _standing;
        }
    }

    private void EnqueueEach(Fault? fault, int times)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        lock (_lock)
        {
            for (int i = 0; i < times; i++)
            {
                _queued.Enqueue(fault);
            }
        }
    }

    private sealed record ChosenFault(Func<RecordedRequest, bool> IsMeant, Fault Fault)
    {
        public int Left { get; set; }
    }
}
