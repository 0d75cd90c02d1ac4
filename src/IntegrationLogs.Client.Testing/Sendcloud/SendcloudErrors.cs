using System.Text.Json;
using IntegrationLogs.Client.Testing.Http;
using IntegrationLogs.Client.Testing.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace IntegrationLogs.Client.Testing.Sendcloud;

internal static class SendcloudErrors
{
    // The one text that is the vendor's own: a client may compare it.
    private const string IntegrationDoesNotExist = "The Integration could not be found with the search criteria given";

    public static Answer NotFound() => Of(404, detail: IntegrationDoesNotExist);

    public static Answer InvalidParameter(string parameter, string detail) => Of(400, detail, parameter);

    public static Answer Of(int status, string? detail = null, string? parameter = null) =>
        new(status, WireJson.Write((status, detail, parameter), static (writer, error) =>
        {
            string title = ReasonPhrases.GetReasonPhrase(error.status);
            writer.WriteStartObject();
            writer.WriteStartArray("errors");
            writer.WriteStartObject();
            writer.WriteNumber("status", error.status);
            writer.WriteString("code", Code(error.status));
            writer.WriteString("title", title);
            writer.WriteString("detail", error.detail ?? title);
            Source(writer, error.parameter);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }));

    /// <summary>An error of the OAuth2 endpoint, which is another service with the form RFC 6749 gives it.</summary>
    public static Answer OfToken(int status, string error) => new(status, WireJson.Write(error, static (writer, error) =>
    {
        writer.WriteStartObject();
        writer.WriteString("error", error);
        writer.WriteEndObject();
    }));

    private static void Source(Utf8JsonWriter writer, string? parameter)
    {
        if (parameter is not null)
        {
            writer.WriteStartObject("source");
            writer.WriteString("parameter", parameter);
            writer.WriteEndObject();
        }
    }

    private static string Code(int status) => status switch
    {
        400 => "validation_error",
        401 => "authentication_failed",
        403 => "forbidden",
        404 => "not_found",
        _ => "invalid",
    };
}
