using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>
/// One text for all spellings of the same JSON, to compare what was read with what is written: names in order, of a repeated one the
/// last value, numbers without needless zeros, strings unescaped, U+FFFD for what is no Unicode.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>The text for a whole document, without some fields of its outermost object.</summary>
    public static string Of(ReadOnlySpan<byte> json, params string[] without)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1_000 });
        reader.Read();
        return Value(ref reader, without);
    }

    private static string Value(ref Utf8JsonReader reader, params string[] without)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    string name = Text(ref reader);
                    reader.Read();
                    fields[name] = Value(ref reader);
                }

                foreach (string name in without)
                {
                    fields.Remove(name);
                }

                return $"{{{string.Join(',', fields.Select(field => $"{Quoted(field.Key)}:{field.Value}"))}}}";
            case JsonTokenType.StartArray:
                var items = new List<string>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Value(ref reader));
                }

                return $"[{string.Join(',', items)}]";
            case JsonTokenType.String:
                return Quoted(Text(ref reader));
            case JsonTokenType.Number:
                return Number(Encoding.UTF8.GetString(reader.ValueSpan));
            default:
                return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>A number as its digits, without zeros at either end, and the power of ten of the last.</summary>
    private static string Number(string text)
    {
        string[] parts = text.ToUpperInvariant().Split('E');
        string[] mantissa = parts[0].TrimStart('-').Split('.');
        string fraction = mantissa.Length == 2 ? mantissa[1] : string.Empty;
        string digits = (mantissa[0] + fraction).TrimStart('0');
        string significant = digits.TrimEnd('0');
        BigInteger written = parts.Length == 2 ? BigInteger.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        BigInteger exponent = written - fraction.Length + digits.Length - significant.Length;
        return significant.Length == 0 ? "0" : $"{(text[0] == '-' ? "-" : "")}{significant}E{exponent}";
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        string text = Encoding.UTF8.GetString(reader.ValueSpan);
        if (!reader.ValueIsEscaped)
        {
            return text;
        }

        var unescaped = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                unescaped.Append(text[i]);
            }
            else if (text[++i] == 'u')
            {
                unescaped.Append((char)int.Parse(text.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                int control = "bfnrt".IndexOf(text[i], StringComparison.Ordinal);
                unescaped.Append(control < 0 ? text[i] : "\b\f\n\r\t"[control]);
            }
        }

        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(unescaped.ToString()));
    }
}
