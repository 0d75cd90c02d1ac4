namespace IntegrationLogs.Client.Feed;

/// <summary>
/// Entries that were handed out, in few bytes, in their order: of each the ticks since the one before, doubled and one more where it has a
/// time (zero where it has none), and its fingerprint.
/// </summary>
internal static class DeliveredBytes
{
    public static string Write(IEnumerable<Delivered> entries)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        long ticks = 0;
        foreach (Delivered entry in entries)
        {
            if (entry.Time is DateTimeOffset time)
            {
                // Ticks take 62 bits: a sign and a flag fit beside them.
                long steps = time.UtcTicks - ticks;
                writer.Write7BitEncodedInt64((((steps << 1) ^ (steps >> 63)) << 1) | 1);
                ticks = time.UtcTicks;
            }
            else
            {
                writer.Write7BitEncodedInt64(0);
            }

            writer.Write(entry.Fingerprint);
        }

        return Convert.ToBase64String(content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    /// <summary>Null for what was never written here.</summary>
    public static List<Delivered>? TryRead(string text) => TryRead(text, (reader, entries) =>
    {
        long ticks = 0;
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            long step = reader.Read7BitEncodedInt64();
            DateTimeOffset? time = null;
            if (step != 0)
            {
                long steps = step >>> 1;
                ticks += (steps >>> 1) ^ -(steps & 1);
                time = new DateTimeOffset(ticks, TimeSpan.Zero);
            }

            entries.Add(new Delivered(time, reader.ReadUInt64()));
        }
    });

    /// <summary>
    /// Reads those of a checkpoint of version 1: how many have a time, then of each the ticks since the one before and its fingerprint;
    /// those without a time come last, as a fingerprint alone. Null for what was never written so.
    /// </summary>
    public static List<Delivered>? TryReadVersion1(string text) => TryRead(text, (reader, entries) =>
    {
        if (reader.BaseStream.Length == 0)
        {
            return;
        }

        long ticks = 0;
        int dated = reader.Read7BitEncodedInt();
        ArgumentOutOfRangeException.ThrowIfNegative(dated);
        for (; dated > 0; dated--)
        {
            ticks += reader.Read7BitEncodedInt64();
            entries.Add(new Delivered(new DateTimeOffset(ticks, TimeSpan.Zero), reader.ReadUInt64()));
        }

        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            entries.Add(new Delivered(null, reader.ReadUInt64()));
        }
    });

    private static List<Delivered>? TryRead(string text, Action<BinaryReader, List<Delivered>> read)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out int written))
        {
            return null;
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, 0, written));
        List<Delivered> entries = [];
        try
        {
            read(reader, entries);
            return entries;
        }
        catch (Exception error) when (error is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
