using System.Globalization;
using System.Text.Json;

namespace IntegrationLogs.Client.Json;

internal static class JsonNumber
{
    /// <summary>What a decimal holds to the last digit whatever the digits are; more are rounded, and small exponents become 0.</summary>
    private const int DecimalDigits = 28;

    /// <summary>A whole number written as text ("404"), or as a number with an empty fraction (404.0); otherwise null.</summary>
    public static long? ReadLenient(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return long.TryParse(JsonText.Read(ref reader), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
                ? value
                : null;
        }

        return reader.TokenType == JsonTokenType.Number
            && reader.TryGetDecimal(out decimal number)
            && number is >= long.MinValue and <= long.MaxValue
            && decimal.Truncate(number) == number
            ? (long)number
            : null;
    }

    public static TimeSpan? ReadSeconds(ref Utf8JsonReader reader, out bool exact)
    {
        exact = false;
        decimal seconds;
        if (reader.TokenType == JsonTokenType.String)
        {
            if (!decimal.TryParse(JsonText.Read(ref reader), NumberStyles.Float, CultureInfo.InvariantCulture, out seconds))
            {
                return null;
            }
        }
        else if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDecimal(out seconds))
        {
            return null;
        }

        if (Math.Abs(seconds) > long.MaxValue / TimeSpan.TicksPerSecond)
        {
            return null;
        }

        decimal ticks = seconds * TimeSpan.TicksPerSecond;
        exact = reader.TokenType == JsonTokenType.Number
            && reader.ValueSpan.Length <= DecimalDigits
            && !reader.ValueSpan.ContainsAny("eE"u8)
            && decimal.Truncate(ticks) == ticks;
        return TimeSpan.FromTicks((long)ticks);
    }
}
