using System.Globalization;

namespace IntegrationLogs.Client.Testing.Json;

internal static class WireTime
{
    /// <summary>The record's text; for a record that has only the value, the value in ISO 8601.</summary>
    public static string? Text(string? text, DateTimeOffset? value) => text ?? value?.ToString("O", CultureInfo.InvariantCulture);
}
