using System.Diagnostics.CodeAnalysis;
using IntegrationLogs.Client.Testing.Records;

namespace IntegrationLogs.Client.Testing;

/// <summary>
/// What a vendor holds, in the order it lists it. It can be changed at any time, from any thread: each request sees the list as it is
/// at that moment.
/// </summary>
/// <typeparam name="T">The record: a log or an integration.</typeparam>
[SuppressMessage("Naming", "CA1711", Justification = "AddNew and InsertNew add something new; they replace no Add.")]
public sealed class FakeLogList<T>
    where T : class
{
    private readonly object _lock = new();
    private readonly List<ListEntry<T>> _entries = [];
    private readonly Func<T, byte[]> _render;
    private readonly Func<long, T> _generate;
    private ListSnapshot<T>? _snapshot;
    private long _generated;
    private long _sequence;

    internal FakeLogList(Func<T, byte[]> render, Func<long, T> generate)
    {
        _render = render;
        _generate = generate;
    }

    /// <summary>How many records there are.</summary>
    public int Count => Current().Entries.Count;

    /// <summary>The records as they are now; later changes do not show in it.</summary>
    public IReadOnlyList<T> Snapshot() => [.. Current().Entries.Select(entry => entry.Record)];

    /// <summary>Appends a record of your own.</summary>
    public void Add(T record) => Change(entries => entries.Add(NewEntry(record)));

    /// <summary>Inserts a record of your own.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative or beyond the list's end.</exception>
    public void Insert(int index, T record) => Change(entries => entries.Insert(index, NewEntry(record)));

    /// <summary>Appends another generated record, later than all generated before, and returns it.</summary>
    public T AddNew() => Change(entries =>
    {
        T record = _generate(_generated++);
        entries.Add(NewEntry(record));
        return record;
    });

    /// <summary>
    /// Inserts another generated record, later than all generated before, and returns it. In a list that begins with the newest, a
    /// log that has just been made goes to index 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative or beyond the list's end.</exception>
    public T InsertNew(int index) => Change(entries =>
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)index, (uint)entries.Count, nameof(index));
        T record = _generate(_generated++);
        entries.Insert(index, NewEntry(record));
        return record;
    });

    /// <summary>Removes the record at an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such record.</exception>
    public void RemoveAt(int index) => Change(entries => Remove(entries, index));

    /// <summary>Removes the records that <paramref name="isMeant"/> picks and returns how many they were.</summary>
    public int Remove(Func<T, bool> isMeant)
    {
        ArgumentNullException.ThrowIfNull(isMeant);
        return Change(entries =>
        {
            int before = entries.Count;
            for (int i = before - 1; i >= 0; i--)
            {
                if (isMeant(entries[i].Record))
                {
                    Remove(entries, i);
                }
            }

            return before - entries.Count;
        });
    }

    /// <summary>Removes every record.</summary>
    public void Clear() => Remove(_ => true);

    internal void Fill(int count, LogOrder order) => Change(entries =>
    {
        for (int i = 0; i < count; i++)
        {
            entries.Add(NewEntry(_generate(_generated++)));
        }

        if (order == LogOrder.NewestFirst)
        {
            entries.Reverse();
        }
    });

    internal ListSnapshot<T> Current()
    {
        lock (_lock)
        {
            return _snapshot ??= new ListSnapshot<T>([.. _entries]);
        }
    }

    /// <summary>The list and where an entry stands in it, or stood when it was removed; -1 is before the first.</summary>
    internal (ListSnapshot<T> Snapshot, int Position) Locate(ListEntry<T>? entry)
    {
        lock (_lock)
        {
            while (entry is { IsRemoved: true })
            {
                entry = entry.Predecessor;
            }

            return (Current(), entry is null ? -1 : _entries.IndexOf(entry));
        }
    }

    private ListEntry<T> NewEntry(T record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new ListEntry<T>(record, ++_sequence, _render);
    }

    private static void Remove(List<ListEntry<T>> entries, int index)
    {
        ListEntry<T> removed = entries[index];
        entries.RemoveAt(index);
        removed.RemoveAfter(index > 0 ? entries[index - 1] : null);
    }

    private void Change(Action<List<ListEntry<T>>> change) => Change(entries =>
    {
        change(entries);
        return true;
    });

    private TResult Change<TResult>(Func<List<ListEntry<T>>, TResult> change)
    {
        lock (_lock)
        {
            _snapshot = null;
            return change(_entries);
        }
    }
}
