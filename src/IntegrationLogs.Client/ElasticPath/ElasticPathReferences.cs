using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.ElasticPath;

/// <summary>
/// The wire's <c>relationships</c>:
/// <c>{"integration":{"data":{"type":"integration","id":…}},"job":{"data":{"type":"integration-job","id":…}}}</c>.
/// </summary>
internal readonly record struct ElasticPathReferences(string? IntegrationId, string? JobId)
{
    private const string IntegrationType = "integration", JobType = "integration-job";

    private static readonly JsonNames Names = new("integration", "job");
    private static readonly JsonNames DataNames = new("data");
    private static readonly JsonNames ReferenceNames = new("type", "id");

    /// <summary>Reads the ids; what holds more than them is kept whole.</summary>
    public static ElasticPathReferences Read(ref ObjectReader json)
    {
        if (!json.IsObject())
        {
            return default;
        }

        int mark = json.Mark;
        string? integrationId = null, jobId = null;
        bool holdsMore = false;
        Leftovers outer = json.Begin(Names);
        while (json.Next())
        {
            switch (json.Name)
            {
                case "integration": integrationId = ReadId(ref json, IntegrationType, ref holdsMore); break;
                case "job": jobId = ReadId(ref json, JobType, ref holdsMore); break;
            }
        }

        // Without any id the object would not be written again.
        if (!json.End(outer).IsEmpty || holdsMore || (integrationId is null && jobId is null))
        {
            json.Keep(json.RawFrom(mark));
        }

        return new ElasticPathReferences(integrationId, jobId);
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteReference(writer, "integration", IntegrationType, IntegrationId);
        WriteReference(writer, "job", JobType, JobId);
        writer.WriteEndObject();
    }

    private static string? ReadId(ref ObjectReader json, string expectedType, ref bool holdsMore)
    {
        string? type = null, id = null;
        if (json.IsObject())
        {
            Leftovers outer = json.Begin(DataNames);
            while (json.Next())
            {
                (type, id) = json.IsObject() ? ReadData(ref json, ref holdsMore) : default;
            }

            holdsMore |= !json.End(outer).IsEmpty;
        }

        holdsMore |= type != expectedType || id is null;
        return id;
    }

    private static (string? Type, string? Id) ReadData(ref ObjectReader json, ref bool holdsMore)
    {
        string? type = null, id = null;
        Leftovers outer = json.Begin(ReferenceNames);
        while (json.Next())
        {
            switch (json.Name)
            {
                case "type": type = json.Shared(); break;
                case "id": id = json.Shared(); break;
            }
        }

        holdsMore |= !json.End(outer).IsEmpty;
        return (type, id);
    }

    private static void WriteReference(Utf8JsonWriter writer, string name, string type, string? id)
    {
        if (id is null)
        {
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteStartObject("data");
        writer.WriteString("type", type);
        writer.WriteString("id", id);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
