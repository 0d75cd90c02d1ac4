using System.Globalization;

namespace IntegrationLogs.Client.Settings;

/// <summary>Checks ids and secrets without quoting them.</summary>
internal static class CredentialCheck
{
    /// <summary>What is wrong with one credential: what a file leaves at its end, mostly.</summary>
    public static IEnumerable<string> FaultsOf(string setting, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            yield break;
        }

        if (IsInvisible(value[0]) || IsInvisible(value[^1]))
        {
            yield return $"{setting} begins or ends with white space or a line break, as a text read from a file does: trim it.";
        }
        else if (value.Any(char.IsControl))
        {
            yield return $"{setting} has a line break or another control character in it.";
        }
    }

    /// <summary>Two settings that are given together or not at all.</summary>
    public static IEnumerable<string> FaultsOfPair(string firstName, string? first, string secondName, string? second)
    {
        if (string.IsNullOrWhiteSpace(first) != string.IsNullOrWhiteSpace(second))
        {
            (string missing, string given) = string.IsNullOrWhiteSpace(first) ? (firstName, secondName) : (secondName, firstName);
            yield return $"{missing} is missing: {given} is given, and the two belong together.";
        }

        foreach (string fault in FaultsOf(firstName, first).Concat(FaultsOf(secondName, second)))
        {
            yield return fault;
        }
    }

    /// <summary>A byte order mark, too.</summary>
    private static bool IsInvisible(char character) => char.IsWhiteSpace(character)
        || char.IsControl(character)
        || char.GetUnicodeCategory(character) == UnicodeCategory.Format;
}
