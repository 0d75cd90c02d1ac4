using System.Buffers.Binary;

namespace IntegrationLogs.Client.Testing.Records;

/// <summary>
/// Chance that is the same on every machine and runtime (SplitMix64), started anew for each record: a record depends on the seed and
/// its number only, not on how many were made before.
/// </summary>
internal struct SeededChance
{
    private ulong _state;

    public SeededChance(int seed, string what, long number)
    {
        _state = (ulong)seed;
        foreach (char letter in what)
        {
            _state = Next() ^ letter;
        }

        _state = Next() ^ (ulong)number;
    }

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong bits = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>A version 4 UUID.</summary>
    public string Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Next());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Next());
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
