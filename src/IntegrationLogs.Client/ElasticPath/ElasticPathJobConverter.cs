using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.ElasticPath;

internal sealed class ElasticPathJobConverter : ModelConverter<ElasticPathJob>
{
    private const int Id = 0, TypeName = 1;

    private static readonly JsonNames Names = new("id", "type");

    protected override ElasticPathJob Read(ref JsonCursor json) => ReadJob(ref json);

    public static ElasticPathJob ReadJob(ref JsonCursor json)
    {
        string? id = null, type = null;
        Leftovers rest = default;
        int field = -1;
        while (json.NextField(Names, ref rest, ref field))
        {
            switch (field)
            {
                case Id: id = json.TakeString(Names, field, ref rest); break;
                case TypeName: type = json.TakeString(Names, field, ref rest); break;
            }
        }

        return new ElasticPathJob { Id = id, Type = type, AdditionalProperties = rest.ToProperties(), Nulls = rest.Nulls };
    }

    protected override void Write(Utf8JsonWriter writer, ElasticPathJob value)
    {
        var fields = new FieldWriter(writer, Names, value.AdditionalProperties, value.Nulls);
        fields.String(Id, value.Id);
        fields.String(TypeName, value.Type);
        fields.End();
    }
}
