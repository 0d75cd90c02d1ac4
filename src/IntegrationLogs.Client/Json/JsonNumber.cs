using System.Globalization;
using System.Text.Json;

namespace IntegrationLogs.Client.Json;

internal static class JsonNumber
{
    /// <summary>What a decimal holds to the last digit whatever the digits are; more are rounded, and small exponents become 0.</summary>
    private const int DecimalDigits = 28;

    private const int TickDigits = 7;

    /// <summary>Seven more digits than this do not overflow.</summary>
    private const long MostTicks = long.MaxValue / 10_000_000;

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
        if (reader.TokenType == JsonTokenType.Number && TryReadTicks(reader.ValueSpan, out long ticksOfFew))
        {
            exact = true;
            return TimeSpan.FromTicks(ticksOfFew);
        }

        exact = false;
        decimal? read = reader.TokenType switch
        {
            JsonTokenType.String when decimal.TryParse(
                JsonText.Read(ref reader), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal parsed) => parsed,
            JsonTokenType.Number when reader.TryGetDecimal(out decimal number) => number,
            _ => null,
        };
        if (read is not decimal seconds || Math.Abs(seconds) > long.MaxValue / TimeSpan.TicksPerSecond)
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

    /// <summary>
    /// Digits, few enough before and after the point that they are whole ticks: what vendors send, without a decimal's cost.
    /// </summary>
    private static bool TryReadTicks(ReadOnlySpan<byte> number, out long ticks)
    {
        ticks = 0;
        int afterPoint = -1;
        foreach (byte c in number)
        {
            if (c == '.' && afterPoint < 0)
            {
                afterPoint = 0;
            }
            else if (char.IsAsciiDigit((char)c) && ticks < MostTicks / 10 && afterPoint < TickDigits)
            {
                ticks = (ticks * 10) + (c - '0');
                afterPoint += afterPoint < 0 ? 0 : 1;
            }
            else
            {
                return false;
            }
        }

        for (int i = Math.Max(afterPoint, 0); i < TickDigits; i++)
        {
            ticks *= 10;
        }

        return true;
    }
}
