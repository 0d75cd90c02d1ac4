namespace IntegrationLogs.Client.Reliability.Kill;

/// <summary>What a watcher says on standard output.</summary>
internal static class Sayings
{
    public const string Started = "started";

    /// <summary>It is in the middle of a delivery and waits for its end.</summary>
    public const string Held = "held";

    private const string StoredPrefix = "stored ";

    public static string Stored(string key) => StoredPrefix + key;

    public static string? KeyOfStored(string line) =>
        line.StartsWith(StoredPrefix, StringComparison.Ordinal) ? line[StoredPrefix.Length..] : null;

    public static string Polled(LogSource source, int newEntries) => $"polled {source} {newEntries}";
}
