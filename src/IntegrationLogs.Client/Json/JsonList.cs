using System.Collections;

namespace IntegrationLogs.Client.Json;

/// <summary>A read-only list equal to another with the same items, so that the records holding one are equal by value.</summary>
internal sealed class JsonList<T>(T[] items) : IReadOnlyList<T>
{
    /// <summary>The list of a field that was not there: equal to an empty one, but not written.</summary>
    public static readonly JsonList<T> Missing = new([]);

    public int Count => items.Length;

    public T this[int index] => items[index];

    public static JsonList<T> From(IReadOnlyList<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return list as JsonList<T> ?? new JsonList<T>([.. list]);
    }

    public IEnumerator<T> GetEnumerator() => items.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    public override bool Equals(object? obj) => obj is JsonList<T> other && items.AsSpan().SequenceEqual(other.Items, null);

    public override int GetHashCode() => items.Length;

    private ReadOnlySpan<T> Items => items;
}
