using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.ElasticPath;

/// <summary>
/// The wire's <c>relationships</c>:
/// <c>{"integration":{"data":{"type":"integration","id":…}},"job":{"data":{"type":"integration-job","id":…}}}</c>.
/// </summary>
internal readonly record struct ElasticPathReferences(string? IntegrationId, string? JobId)
{
    private const string IntegrationType = "integration";
    private const string JobType = "integration-job";
    private const int Integration = 0, Job = 1;

    private static readonly JsonNames Names = new("integration", "job");
    private static readonly JsonNames DataNames = new("data");
    private static readonly JsonNames ReferenceNames = new("type", "id");

    /// <summary>Takes the ids; what holds more than them is kept whole.</summary>
    public static ElasticPathReferences Take(ref JsonCursor json, JsonNames names, int field, ref Leftovers rest)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.TakeUnfit(names, field, ref rest);
            return default;
        }

        int mark = json.Mark();
        string? integrationId = null, jobId = null;
        Leftovers inner = default;
        int name = -1;
        while (json.NextField(Names, ref inner, ref name))
        {
            switch (name)
            {
                case Integration: integrationId = TakeId(ref json, name, IntegrationType, ref inner); break;
                case Job: jobId = TakeId(ref json, name, JobType, ref inner); break;
            }
        }

        // Without any id the object would not be written again.
        if (!inner.IsEmpty || (integrationId is null && jobId is null))
        {
            rest.Keep(names, field, json.RawFrom(mark));
        }

        return new ElasticPathReferences(integrationId, jobId);
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteReference(writer, Names[Integration], IntegrationType, IntegrationId);
        WriteReference(writer, Names[Job], JobType, JobId);
        writer.WriteEndObject();
    }

    private static string? TakeId(ref JsonCursor json, int name, string expectedType, ref Leftovers rest)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.TakeUnfit(Names, name, ref rest);
            return null;
        }

        string? type = null, id = null;
        int field = -1;
        while (json.NextField(DataNames, ref rest, ref field))
        {
            type = id = null;
            if (json.TokenType != JsonTokenType.StartObject)
            {
                json.TakeUnfit(DataNames, field, ref rest);
                continue;
            }

            int part = -1;
            while (json.NextField(ReferenceNames, ref rest, ref part))
            {
                string? text = json.TakeShared(ReferenceNames, part, ref rest);
                _ = part == 0 ? type = text : id = text;
            }
        }

        if (type != expectedType || id is null)
        {
            rest.KeepNull(name);
        }

        return id;
    }

    private static void WriteReference(Utf8JsonWriter writer, string name, string type, string? id)
    {
        if (id is null)
        {
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteStartObject(DataNames[0]);
        writer.WriteString(ReferenceNames[0], type);
        writer.WriteString(ReferenceNames[1], id);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
