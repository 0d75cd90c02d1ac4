using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace IntegrationLogs.Client.Json;

/// <summary>
/// Short values that came before, so that what log after log repeats (a type, an integration's id, the headers of a request) is in memory
/// once. It remembers few and forgets by chance; threads may share it, since a lost entry costs a copy and nothing else.
/// </summary>
internal sealed class SharedValues
{
    private const int Slots = 2048;
    public const int LongestTextBytes = 128;
    private const int LongestJsonBytes = 512;
    private const ulong Prime = 0x9E3779B97F4A7C15;

    private readonly string?[] _texts = new string?[Slots];
    private readonly byte[]?[] _json = new byte[]?[Slots];

    /// <summary>The text that the bytes are.</summary>
    public string Text(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > LongestTextBytes)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        // Text beyond ASCII never matches: it is rare in what repeats, and comparing it would cost decoding it.
        ref string? slot = ref _texts[SlotOf(utf8)];
        return slot is string known && Ascii.Equals(utf8, known) ? known : slot = Encoding.UTF8.GetString(utf8);
    }

    /// <summary>The bytes themselves, in an array that nobody changes.</summary>
    public byte[] Json(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestJsonBytes)
        {
            return utf8.ToArray();
        }

        ref byte[]? slot = ref _json[SlotOf(utf8)];
        return slot is byte[] known && utf8.SequenceEqual(known) ? known : slot = utf8.ToArray();
    }

    private static int SlotOf(ReadOnlySpan<byte> utf8)
    {
        ulong hash = (ulong)utf8.Length;
        if (utf8.Length >= sizeof(ulong))
        {
            ReadOnlySpan<byte> end = utf8[^sizeof(ulong)..];
            for (; utf8.Length > sizeof(ulong); utf8 = utf8[sizeof(ulong)..])
            {
                hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8)) * Prime, 29);
            }

            return (int)(((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(end)) * Prime) >> 53);
        }

        foreach (byte one in utf8)
        {
            hash = (hash ^ one) * Prime;
        }

        return (int)(hash >> 53);
    }
}
