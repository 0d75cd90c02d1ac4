using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.Sendcloud;

internal sealed class SendcloudLogConverter : ModelConverter<SendcloudLog>
{
    private const int Id = 0, IntegrationId = 1, BaseUrl = 2, FullUrl = 3, Method = 4, ResponseCode = 5, Response = 6, Request = 7,
        CreatedAt = 8, ExceptionType = 9, Exception = 10, Protected = 11, AdditionalData = 12;

    /// <summary>No field: the mark of a log that came without a base URL, as an empty one is written as it came.</summary>
    private const int NoBaseUrl = 13;

    private static readonly JsonNames Names = new(
        "id", "integration_id", "base_url", "full_url", "method", "response_code", "response", "request", "created_at",
        "exception_type", "exception", "protected", "additional_data");

    protected override SendcloudLog Read(ref JsonCursor json) => ReadLog(ref json);

    public static SendcloudLog ReadLog(ref JsonCursor json)
    {
        long? id = null, integrationId = null;
        string? baseUrl = null, fullUrl = null, method = null, exceptionType = null, exception = null;
        int? responseCode = null;
        SendcloudLogResponse? response = null;
        SendcloudLogRequest? request = null;
        WireTimestamp createdAt = default;
        bool? isProtected = null;
        RawJson additionalData = default;
        Leftovers rest = default;
        int field = -1;
        while (json.NextField(Names, ref rest, ref field))
        {
            switch (field)
            {
                case Id: id = json.TakeInt64(Names, field, ref rest); break;
                case IntegrationId: integrationId = json.TakeInt64(Names, field, ref rest); break;
                case BaseUrl: baseUrl = json.TakeShared(Names, field, ref rest); break;
                case FullUrl: fullUrl = json.TakeShared(Names, field, ref rest); break;
                case Method: method = json.TakeShared(Names, field, ref rest); break;
                case ResponseCode: responseCode = json.TakeInt32(Names, field, ref rest); break;
                case Response: response = TakeResponse(ref json, ref rest); break;
                case Request: request = TakeRequest(ref json, ref rest); break;
                case CreatedAt: createdAt = json.TakeTimestamp(Names, field, ref rest); break;
                case ExceptionType: exceptionType = json.TakeShared(Names, field, ref rest); break;
                case Exception: exception = json.TakeShared(Names, field, ref rest); break;
                case Protected: isProtected = json.TakeBoolean(Names, field, ref rest); break;
                case AdditionalData: additionalData = json.TakeRaw(); break;
            }
        }

        if (baseUrl is null)
        {
            rest.KeepNull(NoBaseUrl);
        }

        return new SendcloudLog
        {
            Id = id,
            IntegrationId = integrationId,
            BaseUrl = baseUrl ?? string.Empty,
            FullUrl = fullUrl,
            Method = method,
            ResponseCode = responseCode,
            Response = response,
            Request = request,
            CreatedAtWire = createdAt,
            ExceptionType = exceptionType,
            Exception = exception,
            Protected = isProtected,
            AdditionalData = additionalData,
            AdditionalProperties = rest.ToProperties(),
            Nulls = rest.Nulls,
        };
    }

    protected override void Write(Utf8JsonWriter writer, SendcloudLog value)
    {
        var fields = new FieldWriter(writer, Names, value.AdditionalProperties, value.Nulls);
        fields.Number(Id, value.Id);
        fields.Number(IntegrationId, value.IntegrationId);
        fields.String(BaseUrl, value.BaseUrl.Length == 0 && value.Nulls.Contains(NoBaseUrl) ? null : value.BaseUrl);
        fields.String(FullUrl, value.FullUrl);
        fields.String(Method, value.Method);
        fields.Number(ResponseCode, value.ResponseCode);
        if (fields.Begins(Response, value.Response is not null))
        {
            SendcloudLogResponseConverter.WriteResponse(writer, value.Response!);
        }

        if (fields.Begins(Request, value.Request is not null))
        {
            SendcloudLogRequestConverter.WriteRequest(writer, value.Request!);
        }

        fields.Timestamp(CreatedAt, value.CreatedAtWire);
        fields.String(ExceptionType, value.ExceptionType);
        fields.String(Exception, value.Exception);
        fields.Boolean(Protected, value.Protected);
        fields.Raw(AdditionalData, value.AdditionalData);
        fields.End();
    }

    private static SendcloudLogResponse? TakeResponse(ref JsonCursor json, ref Leftovers rest)
    {
        if (json.TokenType == JsonTokenType.StartObject)
        {
            return SendcloudLogResponseConverter.ReadResponse(ref json);
        }

        json.TakeUnfit(Names, Response, ref rest);
        return null;
    }

    private static SendcloudLogRequest? TakeRequest(ref JsonCursor json, ref Leftovers rest)
    {
        if (json.TokenType == JsonTokenType.StartObject)
        {
            return SendcloudLogRequestConverter.ReadRequest(ref json);
        }

        json.TakeUnfit(Names, Request, ref rest);
        return null;
    }
}
