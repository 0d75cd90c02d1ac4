using System.Globalization;

namespace IntegrationLogs.Client.Json;

/// <summary>
/// A timestamp as a vendor sent it: its value, and its text. ISO 8601, which is what vendors send, is not kept as text but made again when
/// it is asked for: most never are.
/// </summary>
internal readonly struct WireTimestamp : IEquatable<WireTimestamp>
{
    private const int SecondsLength = 19;
    private const int MostDigits = 9;

    // In parts: 24 bytes, where a nullable DateTimeOffset and the rest take 40.
    private readonly string? _text;
    private readonly long _ticks;
    private readonly short _offsetMinutes;
    private readonly bool _hasValue;
    private readonly Form _form;

    /// <summary>A value and a text that need not belong together.</summary>
    public WireTimestamp(DateTimeOffset? value, string? text)
    {
        _text = text;
        _ticks = value.GetValueOrDefault().Ticks;
        _offsetMinutes = (short)value.GetValueOrDefault().TotalOffsetMinutes;
        _hasValue = value.HasValue;
    }

    private WireTimestamp(long ticks, int offsetMinutes, Form form)
    {
        _ticks = ticks;
        _offsetMinutes = (short)offsetMinutes;
        _hasValue = true;
        _form = form;
    }

    public DateTimeOffset? Value => _hasValue ? new DateTimeOffset(_ticks, TimeSpan.FromMinutes(_offsetMinutes)) : null;

    public bool HasText => _form.IsGiven || _text is not null;

    public string? Text => _form.IsGiven ? ToIso(Value.GetValueOrDefault(), _form) : _text;

    public WireTimestamp With(DateTimeOffset? value) => new(value, Text);

    public WireTimestamp With(string? text) => new(Value, text);

    /// <summary>The text as it came while it still says what the value says; otherwise the value in ISO 8601.</summary>
    public string? ToWire() => _form.IsGiven ? Text : JsonTimestamp.ToText(_text, Value);

    /// <summary>
    /// Reads <c>2017-10-30T18:15:40.087650928Z</c> and its like; false for anything else, which may be a timestamp all the same.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> utf8, out WireTimestamp timestamp)
    {
        timestamp = default;
        if (utf8.Length <= SecondsLength
            || !TryNumber(utf8, 0, 4, out int year) || utf8[4] != '-'
            || !TryNumber(utf8, 5, 2, out int month) || utf8[7] != '-'
            || !TryNumber(utf8, 8, 2, out int day) || utf8[10] != 'T'
            || !TryNumber(utf8, 11, 2, out int hour) || utf8[13] != ':'
            || !TryNumber(utf8, 14, 2, out int minute) || utf8[16] != ':'
            || !TryNumber(utf8, 17, 2, out int second))
        {
            return false;
        }

        int digits = 0, fraction = 0;
        int at = SecondsLength;
        if (utf8[at] == '.')
        {
            ReadOnlySpan<byte> rest = utf8[++at..];
            digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits is < 1 or > MostDigits)
            {
                return false;
            }

            _ = TryNumber(utf8, at, digits, out fraction);
            at += digits;
        }

        if (!TryOffset(utf8[at..], out int offsetMinutes, out bool isZulu)
            || year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        int nanoseconds = fraction * PowerOfTen(MostDigits - digits);
        long ticks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified).Ticks + (nanoseconds / 100);
        long utcTicks = ticks - (offsetMinutes * TimeSpan.TicksPerMinute);
        if (utcTicks < 0 || utcTicks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        timestamp = new WireTimestamp(ticks, offsetMinutes, new Form((byte)(digits + 1), (byte)(nanoseconds % 100), isZulu));
        return true;
    }

    public bool Equals(WireTimestamp other) =>
        Value == other.Value
        && ((_form.IsGiven && _form == other._form && _offsetMinutes == other._offsetMinutes) || Text == other.Text);

    public override bool Equals(object? obj) => obj is WireTimestamp other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();

    private static string ToIso(DateTimeOffset value, Form form)
    {
        Span<char> fraction = stackalloc char[MostDigits + 1];
        string wholes = value.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        int nanoseconds = ((int)(value.Ticks % TimeSpan.TicksPerSecond) * 100) + form.BeyondTicks;
        fraction[0] = '.';
        _ = nanoseconds.TryFormat(fraction[1..], out _, "000000000", CultureInfo.InvariantCulture);
        string zone = form.IsZulu ? "Z" : value.ToString("zzz", CultureInfo.InvariantCulture);
        return string.Concat(wholes, form.Digits == 0 ? default : fraction[..(form.Digits + 1)], zone);
    }

    private static bool TryOffset(ReadOnlySpan<byte> utf8, out int minutes, out bool isZulu)
    {
        minutes = 0;
        isZulu = utf8.Length == 1 && utf8[0] == 'Z';
        if (isZulu)
        {
            return true;
        }

        if (utf8.Length != 6 || utf8[0] is not ((byte)'+' or (byte)'-') || utf8[3] != ':'
            || !TryNumber(utf8, 1, 2, out int hour) || !TryNumber(utf8, 4, 2, out int minute) || minute > 59)
        {
            return false;
        }

        minutes = ((hour * 60) + minute) * (utf8[0] == '-' ? -1 : 1);

        // "-00:00" would come out as "+00:00", and .NET knows no offset beyond 14 hours.
        return minutes is >= -840 and <= 840 && (minutes != 0 || utf8[0] == '+');
    }

    private static bool TryNumber(ReadOnlySpan<byte> utf8, int at, int length, out int number)
    {
        number = 0;
        for (int i = at; i < at + length; i++)
        {
            int digit = utf8[i] - '0';
            if ((uint)digit > 9)
            {
                return false;
            }

            number = (number * 10) + digit;
        }

        return true;
    }

    private static int PowerOfTen(int exponent)
    {
        int power = 1;
        for (; exponent > 0; exponent--)
        {
            power *= 10;
        }

        return power;
    }

    /// <summary>How a text was written that is not kept.</summary>
    private readonly record struct Form(byte DigitsPlusOne, byte BeyondTicks, bool IsZulu)
    {
        public bool IsGiven => DigitsPlusOne > 0;

        public int Digits => DigitsPlusOne - 1;
    }
}
