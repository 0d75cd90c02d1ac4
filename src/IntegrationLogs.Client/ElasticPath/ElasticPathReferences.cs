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
        json.HoldsMore = false;
        string? integrationId = null, jobId = null;
        for (int field = -1; json.Next(Names, ref field);)
        {
            _ = field == 0 ? integrationId = ReadId(ref json, IntegrationType) : jobId = ReadId(ref json, JobType);
        }

        // Without any id the object would not be written again.
        if (json.HoldsMore || (integrationId is null && jobId is null))
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

    private static string? ReadId(ref ObjectReader json, string expectedType)
    {
        string? type = null, id = null;
        if (json.IsObject())
        {
            for (int field = -1; json.Next(DataNames, ref field);)
            {
                (type, id) = json.IsObject() ? ReadData(ref json) : default;
            }
        }

        json.HoldsMore |= type != expectedType || id is null;
        return id;
    }

    private static (string? Type, string? Id) ReadData(ref ObjectReader json)
    {
        string? type = null, id = null;
        for (int field = -1; json.Next(ReferenceNames, ref field);)
        {
            _ = field == 0 ? type = json.Shared() : id = json.Shared();
        }

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
