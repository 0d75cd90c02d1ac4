using System.Collections.Concurrent;

namespace IntegrationLogs.Client.Testing.Records;

/// <summary>A list as it was at one moment. What is worked out from it is kept, so that a page costs no walk over the whole list.</summary>
internal sealed class ListSnapshot<T>(ListEntry<T>[] entries)
{
    private readonly ConcurrentDictionary<string, object> _derived = new(StringComparer.Ordinal);

    public IReadOnlyList<ListEntry<T>> Entries => entries;

    public ListView<T> All { get; } = new(entries, positions: null);

    public ListView<T> Where(string name, Func<T, bool> belongs) => Derive(name, () =>
    {
        int[] positions = [.. Enumerable.Range(0, entries.Length).Where(position => belongs(entries[position].Record))];
        return new ListView<T>(Array.ConvertAll(positions, position => entries[position]), positions);
    });

    public TDerived Derive<TDerived>(string name, Func<TDerived> derive)
        where TDerived : class =>
        (TDerived)_derived.GetOrAdd(name, static (_, make) => make(), derive);
}
