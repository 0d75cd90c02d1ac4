using IntegrationLogs.Client.Testing.Http;
using IntegrationLogs.Client.Testing.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace IntegrationLogs.Client.Testing.ElasticPath;

internal static class ElasticPathErrors
{
    public static Answer Of(int status, string? title = null, string? detail = null) =>
        new(status, WireJson.Write((status, title, detail), static (writer, error) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("errors");
            writer.WriteStartObject();
            writer.WriteNumber("status", error.status);
            writer.WriteString("title", error.title ?? Title(error.status));
            if (error.detail is not null)
            {
                writer.WriteString("detail", error.detail);
            }

            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }));

    private static string Title(int status) =>
        status == 401 ? "Unable to validate access token" : ReasonPhrases.GetReasonPhrase(status);
}
