using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Reliability.Soak;

/// <summary>
/// Inserts logs into a list and removes others, by chance, anywhere. The list keeps its size, and its logs are taken from a store and
/// put back there, so that the server needs no more memory the longer it runs.
/// </summary>
internal sealed class Churn<T>
    where T : class
{
    private readonly object _lock = new();
    private readonly FakeLogList<T> _logs;
    private readonly Func<T, string> _idOf;
    private readonly Random _random;
    private readonly List<T> _listed;
    private readonly List<T> _store = [];
    private readonly List<T> _removed = [];

    /// <summary>Takes as many logs out of the list as its store is to have.</summary>
    public Churn(FakeLogList<T> logs, int stored, Func<T, string> idOf, Random random)
    {
        _logs = logs;
        _idOf = idOf;
        _random = random;
        _listed = [.. logs.Snapshot()];
        for (int i = 0; i < stored; i++)
        {
            _store.Add(Remove(_listed.Count - 1));
        }
    }

    public int Insertions { get; private set; }

    public int Removals { get; private set; }

    /// <summary>The ids of the logs that are listed now.</summary>
    public HashSet<string> ListedIds()
    {
        lock (_lock)
        {
            return [.. _listed.Select(_idOf)];
        }
    }

    /// <summary>Now and then inserts a log, now and then removes one.</summary>
    public void Change()
    {
        lock (_lock)
        {
            int chance = _random.Next(4);
            if (chance == 0 && _store.Count > 0)
            {
                Insertions++;
                int index = _random.Next(_listed.Count + 1);
                T log = _store[^1];
                _store.RemoveAt(_store.Count - 1);
                _listed.Insert(index, log);
                _logs.Insert(index, log);
            }
            else if (chance == 1 && Removals < Insertions)
            {
                Removals++;
                _removed.Add(Remove(_random.Next(_listed.Count)));
            }
        }
    }

    /// <summary>
    /// Lets removed logs come back. Not while a walk is under way: what it has had and comes back is nothing new to it.
    /// </summary>
    public void PutBack()
    {
        lock (_lock)
        {
            _store.InsertRange(0, _removed);
            _removed.Clear();
        }
    }

    private T Remove(int index)
    {
        T log = _listed[index];
        _listed.RemoveAt(index);
        _logs.RemoveAt(index);
        return log;
    }
}
