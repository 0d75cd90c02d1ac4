using System.Text.Json;
using IntegrationLogs.Client.ElasticPath;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <content>How it is read and written.</content>
public sealed partial record ElasticPathLog : IVendorRecord<ElasticPathLog>
{
    private static readonly JsonNames Names = new(
        "id", "type", "succeeded", "attempt", "processing_time", "body", "status_code", "error_detail", "relationships", "meta");

    private ElasticPathLog(ref ObjectReader json)
    {
        Leftovers outer = json.Begin(Names);
        while (json.Next())
        {
            switch (json.Name)
            {
                case "id": Id = json.String(); break;
                case "type": Type = json.Shared(); break;
                case "succeeded": Succeeded = json.Boolean(); break;
                case "attempt": Attempt = json.Int32(); break;
                case "processing_time": ProcessingTime = json.Seconds(); break;
                case "body": Body = json.Shared(); break;
                case "status_code": StatusCode = json.Int32(); break;
                case "error_detail": ErrorDetail = json.Shared(); break;
                case "relationships": (IntegrationId, JobId) = ElasticPathReferences.Read(ref json); break;
                case "meta": CreatedAtWire = ElasticPathTimestamps.Read(ref json).CreatedAt; break;
            }
        }

        (_additional, Nulls) = json.End(outer);
    }

    static ElasticPathLog IModel<ElasticPathLog>.Read(ref ObjectReader json) => new(ref json);

    static ElasticPathLog IVendorRecord<ElasticPathLog>.From(UnreadableRecord unreadable) => new() { Unreadable = unreadable };

    void IModel<ElasticPathLog>.Write(Utf8JsonWriter writer)
    {
        var fields = new FieldWriter(writer, Names, _additional, Nulls);
        fields.String("id", Id);
        fields.String("type", Type);
        fields.Boolean("succeeded", Succeeded);
        fields.Number("attempt", Attempt);
        fields.Seconds("processing_time", ProcessingTime);
        fields.String("body", Body);
        fields.Number("status_code", StatusCode);
        fields.String("error_detail", ErrorDetail);
        if (fields.Begins("relationships", IntegrationId is not null || JobId is not null))
        {
            new ElasticPathReferences(IntegrationId, JobId).Write(writer);
        }

        if (fields.Begins("meta", CreatedAtWire.HasText))
        {
            new ElasticPathTimestamps(CreatedAtWire, default).Write(writer);
        }

        fields.End();
    }
}
