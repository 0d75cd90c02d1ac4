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
    private readonly HiddenRecords<T> _hidden = new();
    private readonly Func<T, byte[]> _render;
    private readonly SampleSource<T> _samples;
    private readonly RecordTimes _times;
    private ListSnapshot<T>? _snapshot;
    private long _generated;
    private long _sequence;

    internal FakeLogList(Func<T, byte[]> render, SampleSource<T> samples, RecordTimes times)
    {
        _render = render;
        _samples = samples;
        _times = times;
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

    /// <summary>Appends another generated record, made now, and returns it. See <see cref="InsertNew(int, Func{T, T})"/>.</summary>
    /// <param name="change">Changes the record before it is listed, such as its time; <see langword="null"/> for no change.</param>
    public T AddNew(Func<T, T>? change = null) => Change(entries => InsertNew(entries, entries.Count, _times.Next(), change));

    /// <summary>
    /// Inserts another generated record, made now, and returns it. In a list that begins with the newest, a log that has just been made
    /// goes to index 0.
    /// </summary>
    /// <remarks>
    /// Now is the time of the server's time provider and the vendor's <see cref="FakeVendor{TLog, TIntegration}.LogTimeOffset"/>. While
    /// that clock stands still, each record is a microsecond later than the one before. Of Sendcloud, a new log's id is higher than
    /// all ids before.
    /// </remarks>
    /// <param name="index">Where the record goes.</param>
    /// <param name="change">
    /// Changes the record before it is listed, such as its time: <c>log => log with { CreatedAtText = OddTimes.GoZero }</c>. It runs while
    /// the list is locked. <see langword="null"/> for no change.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative or beyond the list's end.</exception>
    public T InsertNew(int index, Func<T, T>? change = null) =>
        Change(entries => InsertNew(entries, RequirePlace(entries, index), _times.Next(), change));

    /// <summary>
    /// Inserts generated records that were all made at the same moment, now, and returns them as they are listed. Their times are equal
    /// to the last digit; of Sendcloud, the first one's id is the highest.
    /// </summary>
    /// <remarks>
    /// With <see cref="SendcloudCursor.DateTime"/>, Sendcloud's default here, nobody can read past a burst that is longer than a page. Choose
    /// <see cref="SendcloudCursor.Opaque"/> where that is not what is tested.
    /// </remarks>
    /// <param name="index">Where the first record goes; the others follow it.</param>
    /// <param name="count">How many there are; at least 1.</param>
    /// <param name="change">Changes each record before it is listed; <see langword="null"/> for no change.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="index"/> is negative or beyond the list's end, or <paramref name="count"/> is less than 1.
    /// </exception>
    public IReadOnlyList<T> InsertBurst(int index, int count, Func<T, T>? change = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return Change(entries =>
        {
            RequirePlace(entries, index);
            DateTimeOffset now = _times.Next();
            var burst = new ListEntry<T>[count];
            for (int i = count - 1; i >= 0; i--)
            {
                burst[i] = New(now, change);
            }

            entries.InsertRange(index, burst);
            return (IReadOnlyList<T>)Array.ConvertAll(burst, entry => entry.Record);
        });
    }

    /// <summary>
    /// Inserts another generated record that shows up now and says it was made earlier, and returns it: a log that its writer dated back,
    /// or one that was late to be listed. Of Sendcloud, its id is higher than all ids before, as that of a log that was made now.
    /// </summary>
    /// <param name="index">Where the record goes: 0 where the newest is listed first, or between others that are as old.</param>
    /// <param name="age">How long before now it says it was made; negative for a time that is still to come.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative or beyond the list's end.</exception>
    public T InsertBackDated(int index, TimeSpan age) =>
        Change(entries => InsertNew(entries, RequirePlace(entries, index), _times.Next().ShiftedBack(age), change: null));

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

    /// <summary>
    /// Leaves records out of the next pages of any list they belong to, although they are still there: a partial answer, or a list that is
    /// read while the vendor catches up. An integration that is left out is still answered by its id, and so are its logs.
    /// </summary>
    /// <remarks>Only pages that are answered count, and those that a fault spoils. Totals do not count what a page leaves out.</remarks>
    /// <param name="isMeant">Which records. It runs while other pages wait.</param>
    /// <param name="pages">How many pages leave them out, at least 1; <see langword="null"/> for all until <see cref="ShowAll"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pages"/> is less than 1.</exception>
    public void Hide(Func<T, bool> isMeant, int? pages = null)
    {
        ArgumentNullException.ThrowIfNull(isMeant);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pages ?? 1, nameof(pages));
        _hidden.Add(isMeant, pages);
    }

    /// <summary>Ends all that <see cref="Hide"/> began: the next page leaves nothing out.</summary>
    public void ShowAll() => _hidden.Clear();

    internal void Fill(int count, LogOrder order) => Change(entries =>
    {
        for (int i = 0; i < count; i++)
        {
            entries.Add(NewEntry(_samples.AtStart(_generated++)));
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

    /// <summary>What the next page is cut from, of this list or of a part of it.</summary>
    internal ListView<T> NextPageOf(ListView<T> list) => _hidden.NextPageOf(list);

    private static int RequirePlace(List<ListEntry<T>> entries, int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)index, (uint)entries.Count, nameof(index));
        return index;
    }

    private T InsertNew(List<ListEntry<T>> entries, int index, DateTimeOffset at, Func<T, T>? change)
    {
        ListEntry<T> entry = New(at, change);
        entries.Insert(index, entry);
        return entry.Record;
    }

    private ListEntry<T> New(DateTimeOffset at, Func<T, T>? change)
    {
        T record = _samples.New(_generated++, at);
        return NewEntry(change is null ? record : change(record));
    }

    private ListEntry<T> NewEntry(T record)
    {
        ArgumentNullException.ThrowIfNull(record);
        _samples.Listed?.Invoke(record);
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
            try
            {
                return change(_entries);
            }
            finally
            {
                // Only now: a user's function may have looked at the list meanwhile.
                _snapshot = null;
            }
        }
    }
}
