using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.ElasticPath;

internal sealed class ElasticPathLogConverter : ModelConverter<ElasticPathLog>
{
    private const int Id = 0, TypeName = 1, Succeeded = 2, Attempt = 3, ProcessingTime = 4, Body = 5, StatusCode = 6, ErrorDetail = 7,
        Relationships = 8, Meta = 9;

    private static readonly JsonNames Names = new(
        "id", "type", "succeeded", "attempt", "processing_time", "body", "status_code", "error_detail", "relationships", "meta");

    protected override ElasticPathLog Read(ref JsonCursor json) => ReadLog(ref json);

    public static ElasticPathLog ReadLog(ref JsonCursor json)
    {
        string? id = null, type = null, body = null, errorDetail = null;
        bool? succeeded = null;
        int? attempt = null, statusCode = null;
        TimeSpan? processingTime = null;
        ElasticPathReferences references = default;
        ElasticPathTimestamps timestamps = default;
        Leftovers rest = default;
        int field = -1;
        while (json.NextField(Names, ref rest, ref field))
        {
            switch (field)
            {
                case Id: id = json.TakeString(Names, field, ref rest); break;
                case TypeName: type = json.TakeShared(Names, field, ref rest); break;
                case Succeeded: succeeded = json.TakeBoolean(Names, field, ref rest); break;
                case Attempt: attempt = json.TakeInt32(Names, field, ref rest); break;
                case ProcessingTime: processingTime = json.TakeSeconds(Names, field, ref rest); break;
                case Body: body = json.TakeShared(Names, field, ref rest); break;
                case StatusCode: statusCode = json.TakeInt32(Names, field, ref rest); break;
                case ErrorDetail: errorDetail = json.TakeShared(Names, field, ref rest); break;
                case Relationships: references = ElasticPathReferences.Take(ref json, Names, field, ref rest); break;
                case Meta: timestamps = ElasticPathTimestamps.Take(ref json, Names, field, ref rest); break;
            }
        }

        return new ElasticPathLog
        {
            Id = id,
            Type = type,
            Succeeded = succeeded,
            Attempt = attempt,
            ProcessingTime = processingTime,
            Body = body,
            StatusCode = statusCode,
            ErrorDetail = errorDetail,
            IntegrationId = references.IntegrationId,
            JobId = references.JobId,
            CreatedAtWire = timestamps.CreatedAt,
            AdditionalProperties = rest.ToProperties(),
            Nulls = rest.Nulls,
        };
    }

    protected override void Write(Utf8JsonWriter writer, ElasticPathLog value)
    {
        var fields = new FieldWriter(writer, Names, value.AdditionalProperties, value.Nulls);
        fields.String(Id, value.Id);
        fields.String(TypeName, value.Type);
        fields.Boolean(Succeeded, value.Succeeded);
        fields.Number(Attempt, value.Attempt);
        fields.Seconds(ProcessingTime, value.ProcessingTime);
        fields.String(Body, value.Body);
        fields.Number(StatusCode, value.StatusCode);
        fields.String(ErrorDetail, value.ErrorDetail);
        if (fields.Begins(Relationships, value.IntegrationId is not null || value.JobId is not null))
        {
            new ElasticPathReferences(value.IntegrationId, value.JobId).Write(writer);
        }

        string? createdAt = value.CreatedAtWire.ToWire();
        if (fields.Begins(Meta, createdAt is not null))
        {
            ElasticPathTimestamps.Write(writer, createdAt, updatedAt: null);
        }

        fields.End();
    }
}
