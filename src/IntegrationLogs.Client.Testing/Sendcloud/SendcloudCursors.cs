using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using IntegrationLogs.Client.Testing.Records;

namespace IntegrationLogs.Client.Testing.Sendcloud;

/// <summary>Puts places in a list into words. A cursor names a record, not an index, so it outlives that record's removal.</summary>
internal sealed class SendcloudCursors<T>(SendcloudCursor form, Func<T, string?> createdAt)
{
    private readonly ConcurrentDictionary<string, ListEntry<T>> _issued = new(StringComparer.Ordinal);

    /// <summary>The cursor of the page that begins behind an entry.</summary>
    public string Issue(ListEntry<T> last)
    {
        string cursor = Text(last);
        _issued[cursor] = last;
        return cursor;
    }

    /// <summary>The entry a cursor names; one that another server of the same seed issued is known by its text.</summary>
    public ListEntry<T>? Find(string cursor, ListSnapshot<T> list) =>
        _issued.GetValueOrDefault(cursor) ?? list.Entries.FirstOrDefault(entry => Text(entry) == cursor);

    /// <summary>Behind which position the cursor's page begins: a date-time names the first of the records that share it.</summary>
    public int PlaceOf(string cursor, ListSnapshot<T> list, int position)
    {
        int place = position;
        while (place > 0 && Text(list.Entries[place]) == cursor && Text(list.Entries[place - 1]) == cursor)
        {
            place--;
        }

        return place;
    }

    private string Text(ListEntry<T> entry) => form == SendcloudCursor.DateTime && createdAt(entry.Record) is string time
        ? time
        : Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"p={entry.Sequence:00000000}")));
}
