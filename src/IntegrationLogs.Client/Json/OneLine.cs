namespace IntegrationLogs.Client.Json;

internal static class OneLine
{
    /// <summary>A vendor's text without line breaks and other control characters, so that it cannot forge a line in a log.</summary>
    public static string? Of(string? text) =>
        text is not null && text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
}
