using System.Text.RegularExpressions;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Feed;

/// <summary>Makes one text of messages that differ in ids, numbers, addresses and quoted texts only.</summary>
internal static partial class ErrorKind
{
    public const int MostCharacters = 160;

    /// <summary>What is behind says nothing of the kind, and a stack trace can be long.</summary>
    private const int MostRead = 1_000;

    /// <summary>The kind of a message; null where there is none.</summary>
    public static string? Of(string? message)
    {
        if (string.IsNullOrWhiteSpace(message))
        {
            return null;
        }

        string line = OneLine.Cut(message.Trim(), MostRead);
        int end = line.AsSpan().IndexOfAny('\r', '\n');
        line = end > 0 ? line[..end] : line;
        line = Address().Replace(line, "*");
        line = Quoted().Replace(line, "*");
        line = Identifier().Replace(line, match => match.ValueSpan.ContainsAnyInRange('0', '9') ? "*" : match.Value);
        line = Number().Replace(line, "*");
        return OneLine.Cut(OneLine.Of(Space().Replace(line, " ").Trim()), MostCharacters);
    }

    /// <summary>URLs, host names with a port, mail addresses and IP addresses.</summary>
    [GeneratedRegex(
        @"\b[a-z][a-z0-9+.-]*://\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b|\b[\w-]+(?:\.[\w-]+)+:\d+\b|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|eu|de|nl|fr|uk|example|local|internal)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex("\"[^\"]*\"|(?:^|(?<=[\\s(=:\\[,]))'[^']*'|`[^`]*`", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Quoted();

    /// <summary>What has a digit in it and is long, or is a hexadecimal number: ids, hashes, tokens.</summary>
    [GeneratedRegex(
        @"\b0x[0-9a-f]+\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[\w-]{7,}\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\b\d+(?:[.,:]\d+)*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Space();
}
