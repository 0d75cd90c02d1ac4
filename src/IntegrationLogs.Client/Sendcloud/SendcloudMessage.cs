using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.Sendcloud;

/// <summary>What <c>request</c> and <c>response</c> have in common: headers and a body under one of two names, each of any shape.</summary>
internal readonly record struct SendcloudMessage(RawJson Headers, RawJson Body, IReadOnlyDictionary<string, RawJson> Rest)
{
    private const int HeadersField = 0, BodyField = 1;

    public static SendcloudMessage Read(ref JsonCursor json, JsonNames names)
    {
        RawJson headers = default, body = default;
        Leftovers rest = default;
        int field = -1;
        while (json.NextField(names, ref rest, ref field))
        {
            _ = field == HeadersField ? headers = json.TakeRaw() : body = json.TakeRaw();
        }

        return new SendcloudMessage(headers, body, rest.ToProperties());
    }

    public void Write(Utf8JsonWriter writer, JsonNames names)
    {
        var fields = new FieldWriter(writer, names, Rest, default);
        fields.Raw(HeadersField, Headers);
        fields.Raw(BodyField, Body);
        fields.End();
    }
}
