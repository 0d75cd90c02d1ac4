namespace IntegrationLogs.Client.Paging;

/// <summary>
/// The records a walk has met: at most <see cref="Capacity"/>, at least the latest half of that. Two generations, so that forgetting
/// the oldest costs nothing.
/// </summary>
internal sealed class SeenRecords
{
    public const int Capacity = 100_000;
    public const int RecentCount = 32;

    /// <summary>So many that no set grows into the large object heap, which is collected seldom.</summary>
    private const int SetsOfGeneration = 16;

    private readonly int _generationSize;
    private readonly Queue<ulong> _recent = new(RecentCount);
    private HashSet<ulong>?[] _current = new HashSet<ulong>?[SetsOfGeneration];
    private HashSet<ulong>?[]? _previous;
    private int _count;

    public SeenRecords(IReadOnlyList<ulong>? resumedAfter = null, int capacity = Capacity)
    {
        _generationSize = capacity / 2;
        IsComplete = resumedAfter is null;
        foreach (ulong record in resumedAfter ?? [])
        {
            Add(record);
        }
    }

    /// <summary>
    /// Whether every record met since the list's start is remembered: not after a resume, nor once the oldest are forgotten.
    /// </summary>
    public bool IsComplete { get; private set; }

    /// <summary>The latest records, oldest first.</summary>
    public ulong[] Recent => [.. _recent];

    public bool Contains(ulong record) => Holds(_current, record) || (_previous is not null && Holds(_previous, record));

    /// <summary>Remembers a record; false if it was known.</summary>
    public bool Add(ulong record)
    {
        if (Contains(record))
        {
            return false;
        }

        if (_count == _generationSize)
        {
            IsComplete &= _previous is null;
            HashSet<ulong>?[] oldest = _previous ?? new HashSet<ulong>?[SetsOfGeneration];
            Array.ForEach(oldest, set => set?.Clear());
            (_previous, _current) = (_current, oldest);
            _count = 0;
        }

        (_current[SetOf(record)] ??= []).Add(record);
        _count++;
        if (_recent.Count == RecentCount)
        {
            _recent.Dequeue();
        }

        _recent.Enqueue(record);
        return true;
    }

    private static bool Holds(HashSet<ulong>?[] generation, ulong record) => generation[SetOf(record)]?.Contains(record) is true;

    private static int SetOf(ulong record) => (int)(record % SetsOfGeneration);
}
