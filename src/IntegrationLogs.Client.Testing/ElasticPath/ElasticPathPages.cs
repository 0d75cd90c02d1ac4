using System.Globalization;
using System.Text.Json;
using IntegrationLogs.Client.Testing.Http;
using IntegrationLogs.Client.Testing.Json;
using IntegrationLogs.Client.Testing.Records;

namespace IntegrationLogs.Client.Testing.ElasticPath;

/// <summary>Cuts a page out of a list by <c>page[limit]</c> and <c>page[offset]</c> and puts the envelope around it.</summary>
internal sealed class ElasticPathPages(FakeElasticPathOptions options, Func<Uri> baseAddress)
{
    /// <param name="request">The request that is answered.</param>
    /// <param name="read">Reads the list; not called for a request that is refused.</param>
    public Answer Answer<T>(IncomingRequest request, Func<ListView<T>> read)
    {
        if (!TryRead(request, "page[limit]", options.DefaultPageSize, minimum: 1, out int limit))
        {
            return ElasticPathErrors.Of(400, detail: "page[limit] must be a whole number from 1.");
        }

        if (!TryRead(request, "page[offset]", 0, minimum: 0, out int offset))
        {
            return ElasticPathErrors.Of(400, detail: "page[offset] must be a whole number from 0.");
        }

        if (offset > options.OffsetLimit)
        {
            return ElasticPathErrors.Of(400, detail: $"page[offset] must not be above {options.OffsetLimit}.");
        }

        ListView<T> list = read();
        var page = new ElasticPathPage(Math.Min(limit, options.MaxPageSize), offset, list.Count);
        ArraySegment<ListEntry<T>> records = list.Page(offset, page.Limit);
        return new Answer(200, WireJson.Write(true, (writer, _) =>
        {
            writer.WriteStartObject();
            Data(writer, records);
            Envelope(writer, page, request.Path);
            writer.WriteEndObject();
        }));
    }

    public static Answer DataOnly<T>(ListView<T> list) => new(200, WireJson.Write(list, static (writer, list) =>
    {
        writer.WriteStartObject();
        Data(writer, list.Page(0, list.Count));
        writer.WriteEndObject();
    }));

    private static void Data<T>(Utf8JsonWriter writer, ArraySegment<ListEntry<T>> records)
    {
        writer.WriteStartArray("data");
        foreach (ListEntry<T> record in records)
        {
            writer.WriteRawValue(record.Utf8, skipInputValidation: true);
        }

        writer.WriteEndArray();
    }

    private static bool TryRead(IncomingRequest request, string name, int byDefault, int minimum, out int value)
    {
        value = byDefault;
        return !request.Query.TryGetValue(name, out string? text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= minimum);
    }

    private void Envelope(Utf8JsonWriter writer, ElasticPathPage page, string path)
    {
        switch (options.Envelope)
        {
            case ElasticPathEnvelope.FlatMeta:
                writer.WriteStartObject("meta");
                page.WriteMeta(writer);
                writer.WriteEndObject();
                page.WriteResults(writer);
                break;
            case ElasticPathEnvelope.PagedMeta:
                writer.WriteStartObject("meta");
                writer.WriteStartObject("page");
                page.WriteMeta(writer);
                writer.WriteEndObject();
                page.WriteResults(writer);
                writer.WriteEndObject();
                break;
            case ElasticPathEnvelope.Links:
                writer.WriteStartObject("links");
                Link(writer, "first", page, path, 0);
                Link(writer, "next", page, path, page.NextOffset);
                Link(writer, "prev", page, path, page.PreviousOffset);
                writer.WriteEndObject();
                break;
        }
    }

    private void Link(Utf8JsonWriter writer, string name, ElasticPathPage page, string path, int? offset)
    {
        if (offset is null)
        {
            if (options.NullLinks)
            {
                writer.WriteNull(name);
            }

            return;
        }

        string target = options.LinkForm == ElasticPathLinkForm.RootRelativeWithoutVersion
            ? path["/v2".Length..]
            : baseAddress().GetLeftPart(UriPartial.Authority) + path;
        writer.WriteString(name, $"{target}?page[offset]={offset}&page[limit]={page.Limit}");
    }
}
