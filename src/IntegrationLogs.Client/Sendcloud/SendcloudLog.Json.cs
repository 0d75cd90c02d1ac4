using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <content>How it is read and written.</content>
public sealed partial record SendcloudLog : IVendorRecord<SendcloudLog>
{
    private static readonly JsonNames Names = new(
        "id", "integration_id", "base_url", "full_url", "method", "response_code", "response", "request", "created_at",
        "exception_type", "exception", "protected", "additional_data");

    private SendcloudLog(ref ObjectReader json)
    {
        string? baseUrl = null;
        Leftovers outer = json.Begin(Names);
        while (json.Next())
        {
            switch (json.Name)
            {
                case "id": Id = json.Int64(); break;
                case "integration_id": IntegrationId = json.Int64(); break;
                case "base_url": baseUrl = json.Shared(); break;
                case "full_url": FullUrl = json.Shared(); break;
                case "method": Method = json.Shared(); break;
                case "response_code": ResponseCode = json.Int32(); break;
                case "response": Response = json.Model<SendcloudLogResponse>(); break;
                case "request": Request = json.Model<SendcloudLogRequest>(); break;
                case "created_at": CreatedAtWire = json.Timestamp(); break;
                case "exception_type": ExceptionType = json.Shared(); break;
                case "exception": Exception = json.Shared(); break;
                case "protected": Protected = json.Boolean(); break;
                case "additional_data": AdditionalData = json.Raw(); break;
            }
        }

        BaseUrl = baseUrl ?? string.Empty;
        (_additional, Nulls) = json.End(outer);
        Nulls = baseUrl is null ? Nulls.With(Names.Count) : Nulls;
    }

    /// <summary>Whether it came without a base URL. An empty one is written as it came.</summary>
    private bool CameWithoutBaseUrl => Nulls.Contains(Names.Count);

    static SendcloudLog IModel<SendcloudLog>.Read(ref ObjectReader json) => new(ref json);

    static SendcloudLog IVendorRecord<SendcloudLog>.From(UnreadableRecord unreadable) => new() { Unreadable = unreadable };

    void IModel<SendcloudLog>.Write(Utf8JsonWriter writer)
    {
        var fields = new FieldWriter(writer, Names, _additional, Nulls);
        fields.Number("id", Id);
        fields.Number("integration_id", IntegrationId);
        fields.String("base_url", BaseUrl.Length == 0 && CameWithoutBaseUrl ? null : BaseUrl);
        fields.String("full_url", FullUrl);
        fields.String("method", Method);
        fields.Number("response_code", ResponseCode);
        fields.Model("response", Response);
        fields.Model("request", Request);
        fields.String("created_at", CreatedAtWire.Text);
        fields.String("exception_type", ExceptionType);
        fields.String("exception", Exception);
        fields.Boolean("protected", Protected);
        fields.Raw("additional_data", AdditionalData);
        fields.End();
    }
}
