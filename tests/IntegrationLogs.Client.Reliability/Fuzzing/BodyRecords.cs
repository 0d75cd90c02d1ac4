using System.Text;
using System.Text.Json;

namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>The records of a body, found by brackets, quotes and commas alone: a broken record need not be JSON.</summary>
internal static class BodyRecords
{
    private const string ByteOrderMark = "\u00EF\u00BB\u00BF";

    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

    /// <summary>
    /// The bytes of what the body's last <c>data</c> holds: a list's records, or the one record. All around the records must be sound.
    /// </summary>
    public static IReadOnlyList<byte[]> Of(byte[] body)
    {
        // In Latin-1, a character is a byte.
        string text = Encoding.Latin1.GetString(body);
        text = text.StartsWith(ByteOrderMark, StringComparison.Ordinal) ? text[ByteOrderMark.Length..] : text;
        string data = "null";
        foreach (string field in Split(Inside(text.Trim(Blanks)), ','))
        {
            string name = Split(field, ':').First();
            if (CanonicalJson.Of(Encoding.Latin1.GetBytes(name)) == "\"data\"")
            {
                data = field[(name.Length + 1)..].Trim(Blanks);
            }
        }

        IEnumerable<string> records = data[0] != '[' ? [data] : Inside(data).Trim(Blanks).Length == 0 ? [] : Split(Inside(data), ',');
        return data == "null" ? [] : [.. records.Select(record => Encoding.Latin1.GetBytes(record.Trim(Blanks)))];
    }

    /// <summary>Whether the bytes are one JSON object that is nested no deeper than the client reads.</summary>
    public static bool IsSound(byte[] record)
    {
        try
        {
            var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = 256 });
            reader.Read();
            bool isObject = reader.TokenType == JsonTokenType.StartObject;
            while (reader.Read())
            {
            }

            return isObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Inside(string brackets) => brackets[1..^1];

    /// <summary>The parts between separators outside of all brackets and quotes.</summary>
    private static IEnumerable<string> Split(string text, char separator)
    {
        int start = 0;
        int depth = 0;
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (isQuoted)
            {
                isQuoted = text[i] != '"';
                i += text[i] == '\\' ? 1 : 0;
            }
            else if (text[i] == separator && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
            else
            {
                isQuoted = text[i] == '"';
                depth += text[i] is '{' or '[' ? 1 : text[i] is '}' or ']' ? -1 : 0;
            }
        }

        yield return text[start..];
    }
}
