using System.Security.Cryptography;
using System.Text;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>Text as PostgreSQL can hold it: without U+0000 and without half a surrogate pair.</summary>
internal static class PostgresText
{
    /// <summary>What stands for a character that cannot be stored, as elsewhere in Unicode.</summary>
    private const char Replacement = '\uFFFD';

    /// <summary>An index takes some 2,700 bytes of a value; a character takes up to 3.</summary>
    private const int LongestKey = 500;

    private const int HashBytes = 16;

    /// <summary>The text with U+FFFD in place of what cannot be stored.</summary>
    public static string? Of(string? text)
    {
        if (text is null || !HasUnstorable(text))
        {
            return text;
        }

        return string.Create(text.Length, text, static (characters, original) =>
        {
            for (int i = 0; i < characters.Length; i++)
            {
                bool isPair = i + 1 < original.Length && char.IsSurrogatePair(original[i], original[i + 1]);
                characters[i] = original[i] == '\0' || (char.IsSurrogate(original[i]) && !isPair) ? Replacement : original[i];
                if (isPair)
                {
                    i++;
                    characters[i] = original[i];
                }
            }
        });
    }

    /// <summary>
    /// A key that can be stored and indexed. One that has to be changed gets a hash of what it was, so that two never become one.
    /// </summary>
    public static string KeyOf(string key)
    {
        string stored = Of(key)!;
        if (stored == key && key.Length <= LongestKey)
        {
            return key;
        }

        byte[] hash = SHA256.HashData(Encoding.Unicode.GetBytes(key));
        return $"{Of(stored[..Math.Min(stored.Length, LongestKey)])}#{Convert.ToHexString(hash, 0, HashBytes)}";
    }

    private static bool HasUnstorable(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || text.Contains('\0', StringComparison.Ordinal);
}
