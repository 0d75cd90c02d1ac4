using System.Globalization;
using System.Text.Json;

namespace IntegrationLogs.Client.Json;

/// <summary>
/// A timestamp as it stands on the wire. Its text is the truth and its value is what the text says. ISO 8601, which is what vendors send,
/// is not kept as text but made again when it is asked for: most never are.
/// </summary>
internal readonly struct WireTimestamp : IEquatable<WireTimestamp>
{
    private const int SecondsLength = 19, TickDigits = 7, MostDigits = 9;

    // In parts: 24 bytes, where a nullable DateTimeOffset and the rest take 40.
    private readonly string? _text;
    private readonly long _ticks;
    private readonly short _offsetMinutes;
    private readonly Form _form;
    private readonly byte _beyondTicks;
    private readonly sbyte _digits;

    private WireTimestamp(DateTimeOffset value, Form form, int digits = 0, int beyondTicks = 0, string? text = null)
    {
        _text = text;
        _ticks = value.Ticks;
        _offsetMinutes = (short)value.TotalOffsetMinutes;
        _form = form;
        _digits = (sbyte)digits;
        _beyondTicks = (byte)beyondTicks;
    }

    private enum Form : byte
    {
        Nothing,
        UnreadableText,
        ReadableText,
        IsoWithOffset,
        IsoWithZ,
    }

    public bool HasText => _form != Form.Nothing;

    public DateTimeOffset? Value => _form >= Form.ReadableText ? new DateTimeOffset(_ticks, TimeSpan.FromMinutes(_offsetMinutes)) : null;

    public string? Text => _form < Form.IsoWithOffset ? _text : ToIso(Value.GetValueOrDefault());

    public static WireTimestamp Of(DateTimeOffset? value) =>
        value is null ? default : new(value.Value, Form.IsoWithOffset, TickDigits);

    public static WireTimestamp Of(string? text)
    {
        DateTimeOffset? value = JsonTimestamp.Parse(text);
        Form form = text is null ? Form.Nothing : value is null ? Form.UnreadableText : Form.ReadableText;
        return new(value.GetValueOrDefault(), form, text: text);
    }

    /// <summary>
    /// Reads <c>2017-10-30T18:15:40.087650928Z</c> and its like; false for anything else, which may be a timestamp all the same.
    /// </summary>
    public static bool TryRead(ref Utf8JsonReader reader, out WireTimestamp timestamp)
    {
        timestamp = default;
        ReadOnlySpan<byte> text = reader.ValueSpan;
        if (text.Length <= SecondsLength || reader.ValueIsEscaped || !reader.TryGetDateTimeOffset(out DateTimeOffset value))
        {
            return false;
        }

        bool isZulu = text[^1] == 'Z';
        int zone = text.Length - (isZulu ? 1 : "+00:00".Length);
        int digits = zone - SecondsLength - 1;
        bool hasOffset = text[zone] is (byte)'+' || (text[zone] is (byte)'-' && value.Offset != TimeSpan.Zero);
        if (digits is not (-1 or (> 0 and <= MostDigits)) || !(isZulu || hasOffset))
        {
            return false;
        }

        int beyond = 0;
        for (int i = TickDigits; i < MostDigits; i++)
        {
            beyond = (beyond * 10) + (i < digits ? text[SecondsLength + 1 + i] - '0' : 0);
        }

        timestamp = new WireTimestamp(value, isZulu ? Form.IsoWithZ : Form.IsoWithOffset, Math.Max(digits, 0), beyond);
        return true;
    }

    public bool Equals(WireTimestamp other) => Value == other.Value && Text == other.Text;

    public override bool Equals(object? obj) => obj is WireTimestamp other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();

    private string ToIso(DateTimeOffset value)
    {
        long nanoseconds = (value.Ticks % TimeSpan.TicksPerSecond * 100) + _beyondTicks;
        string fraction = string.Create(CultureInfo.InvariantCulture, $".{nanoseconds:000000000}");
        return string.Concat(
            value.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
            _digits == 0 ? default : fraction.AsSpan(0, _digits + 1),
            _form == Form.IsoWithZ ? "Z" : value.ToString("zzz", CultureInfo.InvariantCulture));
    }
}
