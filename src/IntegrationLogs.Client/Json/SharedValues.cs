using System.Buffers.Binary;
using System.Text;

namespace IntegrationLogs.Client.Json;

/// <summary>
/// Short values that came before, so that what log after log repeats (a type, an integration's id, the headers of a request) is in memory
/// once. It remembers few and forgets by chance; threads may share it, since a lost entry costs a copy and nothing else.
/// </summary>
internal sealed class SharedValues
{
    private const int Pairs = 512;
    private const int LongestTextBytes = 128;
    private const int LongestJsonBytes = 512;

    private readonly string?[] _texts = new string?[2 * Pairs];
    private readonly byte[]?[] _json = new byte[]?[2 * Pairs];

    /// <summary>The text that the bytes are.</summary>
    public string Text(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > LongestTextBytes)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        // Text beyond ASCII never matches: it is rare in what repeats, and comparing it would cost decoding it.
        int slot = SlotOf(utf8);
        return _texts[slot] is string latest && Ascii.Equals(utf8, latest) ? latest
            : _texts[slot + 1] is string other && Ascii.Equals(utf8, other) ? other
            : Remember(_texts, slot, Encoding.UTF8.GetString(utf8));
    }

    /// <summary>The bytes themselves, in an array that nobody changes.</summary>
    public ReadOnlyMemory<byte> Json(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > LongestJsonBytes)
        {
            return utf8.ToArray();
        }

        int slot = SlotOf(utf8);
        return _json[slot] is byte[] latest && utf8.SequenceEqual(latest) ? latest
            : _json[slot + 1] is byte[] other && utf8.SequenceEqual(other) ? other
            : Remember(_json, slot, utf8.ToArray());
    }

    /// <summary>Two share a pair of slots, so that two that come in turn do not push each other out.</summary>
    private static T Remember<T>(T?[] values, int slot, T value)
        where T : class
    {
        Volatile.Write(ref values[slot + 1], values[slot]);
        Volatile.Write(ref values[slot], value);
        return value;
    }

    /// <summary>The first slot of a value's pair, from its length and three parts of it.</summary>
    private static int SlotOf(ReadOnlySpan<byte> utf8)
    {
        (ulong start, ulong middle, ulong end) = utf8.Length >= sizeof(ulong)
            ? (Part(utf8, 0), Part(utf8, (utf8.Length - sizeof(ulong)) / 2), Part(utf8, utf8.Length - sizeof(ulong)))
            : (ShortPart(utf8), 0UL, 0UL);
        ulong mixed = start * 0x9E3779B97F4A7C15;
        mixed ^= middle * 0xFF51AFD7ED558CCD;
        mixed ^= (end * 0xC2B2AE3D27D4EB4F) ^ ((ulong)utf8.Length << 32);
        return (int)((mixed * 0x9E3779B97F4A7C15) >> 55) * 2;
    }

    private static ulong Part(ReadOnlySpan<byte> utf8, int at) => BinaryPrimitives.ReadUInt64LittleEndian(utf8[at..]);

    private static ulong ShortPart(ReadOnlySpan<byte> utf8)
    {
        ulong part = 0;
        foreach (byte one in utf8)
        {
            part = (part << 8) | one;
        }

        return part;
    }
}
