namespace IntegrationLogs.Client.Testing.Records;

/// <summary>
/// A record's place in a list, with its JSON rendered once. It stays a place when the record is removed: after its predecessor. The
/// rendering goes then, since cursors remember places for as long as the server runs.
/// </summary>
internal sealed class ListEntry<T>(T record, long sequence, Func<T, byte[]> render)
{
    private byte[]? _utf8;

    public T Record => record;

    public long Sequence => sequence;

    public byte[] Utf8 => _utf8 ??= render(record);

    public bool IsRemoved { get; private set; }

    public ListEntry<T>? Predecessor { get; private set; }

    public void RemoveAfter(ListEntry<T>? predecessor)
    {
        IsRemoved = true;
        _utf8 = null;
        Predecessor = predecessor;
    }
}
