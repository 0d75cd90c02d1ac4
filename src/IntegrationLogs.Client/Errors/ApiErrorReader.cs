using System.Text.Json;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.Errors;

/// <summary>
/// Reads the errors of an answer in every shape the vendors use: <c>errors</c> as a list, an object or text, with a status that is a
/// number or text, or OAuth's <c>error</c> and <c>error_description</c>. What is in no such shape is no reason for another exception.
/// </summary>
internal static class ApiErrorReader
{
    private const int MaxErrors = 50;
    private const int MaxTextCharacters = 1_024;

    private static readonly string[] ErrorFields = ["status", "code", "title", "detail", "message"];

    public static IReadOnlyList<ApiError> Read(ReadOnlyMemory<byte> body, SecretMask mask)
    {
        try
        {
            using var document = JsonDocument.Parse(JsonText.Repair(body.Span));
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return [];
            }

            // Gateways in front of the vendors also answer with one object under "error".
            bool isListed = (root.TryGetProperty("errors", out JsonElement errors) && errors.ValueKind != JsonValueKind.Null)
                || (root.TryGetProperty("error", out errors) && errors.ValueKind is JsonValueKind.Object or JsonValueKind.Array);
            return isListed ? [.. ReadErrors(errors, mask).Take(MaxErrors)] : ReadOAuthError(root, mask);
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<ApiError> ReadErrors(JsonElement errors, SecretMask mask) => errors.ValueKind switch
    {
        JsonValueKind.Array => errors.EnumerateArray().SelectMany(error => ReadErrors(error, mask)),
        JsonValueKind.Object when ErrorFields.Any(name => errors.TryGetProperty(name, out _)) => [ReadError(errors, mask)],
        JsonValueKind.Object => errors.EnumerateObject()
            .Select(field => new ApiError { Source = Shown(field.Name, mask), Detail = Text(field.Value, mask) }),
        JsonValueKind.Null => [],
        _ => [new ApiError { Detail = Text(errors, mask) }],
    };

    private static ApiError ReadError(JsonElement error, SecretMask mask) => new()
    {
        Status = Field(error, "status", mask),
        Code = Field(error, "code", mask),
        Title = Field(error, "title", mask),
        Detail = Field(error, "detail", mask) ?? Field(error, "message", mask),
        Source = error.TryGetProperty("source", out JsonElement source) ? SourceText(source, mask) : null,
    };

    private static IReadOnlyList<ApiError> ReadOAuthError(JsonElement root, SecretMask mask)
    {
        string? code = Field(root, "error", mask);
        string? detail = Field(root, "error_description", mask) ?? Field(root, "message", mask) ?? Field(root, "detail", mask);
        return code is null && detail is null ? [] : [new ApiError { Code = code, Detail = detail }];
    }

    private static string? SourceText(JsonElement source, SecretMask mask)
    {
        if (source.ValueKind != JsonValueKind.Object)
        {
            return Text(source, mask);
        }

        return Field(source, "pointer", mask) ?? Field(source, "parameter", mask) ?? Field(source, "header", mask);
    }

    private static string? Field(JsonElement element, string name, SecretMask mask) =>
        element.TryGetProperty(name, out JsonElement value) ? Text(value, mask) : null;

    private static string? Text(JsonElement value, SecretMask mask) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => Shown(value.GetString()!, mask),
        _ => Shown(value.GetRawText(), mask),
    };

    /// <summary>Cut after masking, as the body is: a gateway's page in one field would make a message of megabytes.</summary>
    private static string Shown(string text, SecretMask mask) => OneLine.Cut(OneLine.Of(mask.Apply(text)), MaxTextCharacters);
}
