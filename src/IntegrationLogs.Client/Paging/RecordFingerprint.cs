namespace IntegrationLogs.Client.Paging;

/// <summary>
/// 64 bits that stand for a record's identity (FNV-1a, then mixed): the same on every machine, since continuation tokens carry them.
/// </summary>
internal static class RecordFingerprint
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(string id)
    {
        ulong hash = OffsetBasis;
        foreach (char c in id)
        {
            hash = (hash ^ c) * Prime;
        }

        return Mix(hash);
    }

    public static ulong Of(long id) => Mix((ulong)id * Prime ^ OffsetBasis);

    /// <summary>For a record whose id counts within an owner only, such as its integration; 0 stands for no owner.</summary>
    public static ulong Of(ulong owner, ulong id) => Mix((owner * Prime) ^ id);

    /// <summary>For a record without an id: its content.</summary>
    public static ulong Of(ReadOnlySpan<byte> content)
    {
        ulong hash = ~OffsetBasis;
        foreach (byte b in content)
        {
            hash = (hash ^ b) * Prime;
        }

        return Mix(hash);
    }

    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        hash ^= hash >> 33;
        return hash == 0 ? 1 : hash;
    }
}
