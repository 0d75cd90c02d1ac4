namespace IntegrationLogs.Client.Testing.Records;

/// <summary>Those entries of a snapshot that one endpoint lists, and where each stands in the whole.</summary>
internal sealed class ListView<T>(ListEntry<T>[] entries, int[]? positions)
{
    public int Count => entries.Length;

    public ListEntry<T> this[int index] => entries[index];

    /// <summary>The entries from <paramref name="start"/> on, at most <paramref name="limit"/>.</summary>
    public ArraySegment<ListEntry<T>> Page(int start, int limit)
    {
        int from = Math.Min(start, entries.Length);
        return new ArraySegment<ListEntry<T>>(entries, from, Math.Min(limit, entries.Length - from));
    }

    /// <summary>The list without those records, each of the others in its place of the whole.</summary>
    public ListView<T> Without(Func<T, bool> isMeant)
    {
        int[] kept = [.. Enumerable.Range(0, entries.Length).Where(index => !isMeant(entries[index].Record))];
        return new ListView<T>(
            Array.ConvertAll(kept, index => entries[index]), positions is null ? kept : Array.ConvertAll(kept, index => positions[index]));
    }

    /// <summary>The index of the first entry behind a position of the whole list.</summary>
    public int IndexAfter(int position)
    {
        if (positions is null)
        {
            return position + 1;
        }

        int index = Array.BinarySearch(positions, position);
        return index >= 0 ? index + 1 : ~index;
    }
}
