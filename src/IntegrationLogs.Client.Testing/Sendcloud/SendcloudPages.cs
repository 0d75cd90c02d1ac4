using System.Globalization;
using IntegrationLogs.Client.Testing.Http;
using IntegrationLogs.Client.Testing.Json;
using IntegrationLogs.Client.Testing.Records;

namespace IntegrationLogs.Client.Testing.Sendcloud;

/// <summary>Cuts a page out of a list by <c>cursor</c> and <c>page_size</c> and links to its neighbours.</summary>
internal sealed class SendcloudPages<T>(
    FakeSendcloudOptions options, FakeLogList<T> list, Func<T, string?> createdAt, Func<Uri> baseAddress)
    where T : class
{
    private readonly SendcloudLinks _links = new(options.LinkForm, baseAddress);
    private readonly SendcloudCursors<T> _cursors = new(
        options.LinkForm == SendcloudLinkForm.Base64WithoutApi ? SendcloudCursor.Opaque : options.Cursor, createdAt);

    public Answer Answer(IncomingRequest request, Func<ListSnapshot<T>, ListView<T>> part)
    {
        int pageSize = options.DefaultPageSize;
        if (request.Query.TryGetValue("page_size", out string? size)
            && (!int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out pageSize)
                || pageSize < 1 || pageSize > options.MaxPageSize))
        {
            return SendcloudErrors.InvalidParameter("page_size", $"page_size must be from 1 to {options.MaxPageSize}.");
        }

        ListEntry<T>? last = null;
        if (request.Query.TryGetValue("cursor", out string? cursor) && (last = _cursors.Find(cursor, list.Current())) is null)
        {
            return SendcloudErrors.InvalidParameter("cursor", "No page was given out under this cursor.");
        }

        (ListSnapshot<T> snapshot, int position) = list.Locate(last);
        ListView<T> view = list.NextPageOf(part(snapshot));
        int start = view.IndexAfter(cursor is null ? position : _cursors.PlaceOf(cursor, snapshot, position));
        return Page(request, view, start, pageSize);
    }

    private Answer Page(IncomingRequest request, ListView<T> view, int start, int pageSize)
    {
        ArraySegment<ListEntry<T>> records = view.Page(start, pageSize);
        string? next = start + records.Count < view.Count ? _cursors.Issue(records[^1]) : null;
        string? previous = start == 0 ? null : start <= pageSize ? string.Empty : _cursors.Issue(view[start - pageSize - 1]);
        return new Answer(200, WireJson.Write(records, static (writer, records) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("data");
            foreach (ListEntry<T> record in records)
            {
                writer.WriteRawValue(record.Utf8, skipInputValidation: true);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }))
        {
            Links = _links.Write(request, pageSize, previous, next),
        };
    }
}
