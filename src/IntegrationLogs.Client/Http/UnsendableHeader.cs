namespace IntegrationLogs.Client.Http;

/// <summary>Tells a header that the runtime refused to send from a connection that failed: it throws the same exception for both.</summary>
internal static class UnsendableHeader
{
    /// <summary>The name of a header whose value HTTP cannot carry; null when there is none.</summary>
    public static string? NameIn(HttpRequestMessage request) => request.Headers.NonValidated
        .Where(header => header.Value.Any(value => !CanBeValue(value)))
        .Select(header => header.Key)
        .FirstOrDefault();

    /// <summary>What HTTP lets a value consist of and the runtime sends: printable ASCII, blanks and tabs.</summary>
    public static bool CanBeValue(string value) => value.All(character => character is '\t' or (>= ' ' and <= '~'));
}
