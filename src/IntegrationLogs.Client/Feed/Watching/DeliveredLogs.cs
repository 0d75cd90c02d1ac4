namespace IntegrationLogs.Client.Feed;

/// <summary>
/// The entries of a source that were handed out, in the order in which they were. It never changes. Those made from one another by
/// <see cref="Add"/> share one list, of which each sees its own beginning, so that a checkpoint after each entry costs that entry only.
/// </summary>
internal sealed class DeliveredLogs
{
    /// <summary>Odd, so that no two hashes become one.</summary>
    private const ulong HashFactor = 0x9e3779b97f4a7c15;

    private readonly Shared _shared;

    private DeliveredLogs(Shared shared, int count) => (_shared, Count) = (shared, count);

    public static DeliveredLogs None => new(new Shared(), 0);

    public int Count { get; }

    /// <summary>A hash of all of them in their order: two lists with the same number of entries are told apart by it.</summary>
    public ulong Hash
    {
        get
        {
            lock (_shared)
            {
                return Count == 0 ? 0 : _shared.Hashes[Count - 1];
            }
        }
    }

    public static DeliveredLogs Of(IEnumerable<Delivered> entries)
    {
        var shared = new Shared();
        foreach (Delivered entry in entries)
        {
            shared.TryAdd(entry);
        }

        return new(shared, shared.Entries.Count);
    }

    public bool Contains(ulong fingerprint)
    {
        if (Count == 0)
        {
            return false;
        }

        lock (_shared)
        {
            return _shared.Places.TryGetValue(fingerprint, out int place) && place < Count;
        }
    }

    /// <summary>These and one more.</summary>
    public DeliveredLogs Add(Delivered entry)
    {
        if (Contains(entry.Fingerprint))
        {
            return this;
        }

        lock (_shared)
        {
            if (_shared.Entries.Count == Count)
            {
                _shared.TryAdd(entry);
                return new(_shared, Count + 1);
            }
        }

        // Another went on from here before: this one gets a list of its own.
        return Of(ToArray()).Add(entry);
    }

    public Delivered[] ToArray() => From(0);

    /// <summary>Those from a place on.</summary>
    public Delivered[] From(int place)
    {
        lock (_shared)
        {
            return [.. _shared.Entries.GetRange(place, Count - place)];
        }
    }

    /// <summary>Whether this goes on from others: they are its beginning.</summary>
    public bool GoesOnFrom(DeliveredLogs earlier) => _shared == earlier._shared && earlier.Count <= Count;

    private sealed class Shared
    {
        public List<Delivered> Entries { get; } = [];

        /// <summary>Of each place, the hash of the entries up to there.</summary>
        public List<ulong> Hashes { get; } = [];

        public Dictionary<ulong, int> Places { get; } = [];

        public void TryAdd(Delivered entry)
        {
            if (Places.TryAdd(entry.Fingerprint, Entries.Count))
            {
                ulong before = Hashes.Count == 0 ? 0 : Hashes[^1];
                Hashes.Add(unchecked((before ^ entry.Fingerprint) * HashFactor));
                Entries.Add(entry);
            }
        }
    }
}
