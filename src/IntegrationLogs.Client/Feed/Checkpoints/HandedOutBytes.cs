namespace IntegrationLogs.Client.Feed;

/// <summary>
/// Entries that were handed out, in few bytes: how many have a time, then of each the ticks since the one before and its fingerprint; those
/// without a time come last, as a fingerprint alone.
/// </summary>
internal static class HandedOutBytes
{
    public static byte[] Write(IReadOnlyList<HandedOut> entries)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        long ticks = 0;
        writer.Write7BitEncodedInt(entries.Count(entry => entry.Time is not null));
        foreach (HandedOut entry in entries)
        {
            if (entry.Time is DateTimeOffset time)
            {
                writer.Write7BitEncodedInt64(time.UtcTicks - ticks);
                ticks = time.UtcTicks;
            }

            writer.Write(entry.Fingerprint);
        }

        return content.ToArray();
    }

    /// <summary>Null for what was never written here.</summary>
    public static List<HandedOut>? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return [];
        }

        using var content = new MemoryStream(bytes.ToArray());
        using var reader = new BinaryReader(content);
        List<HandedOut> entries = [];
        try
        {
            long ticks = 0;
            int dated = reader.Read7BitEncodedInt();
            if (dated < 0)
            {
                return null;
            }

            for (; dated > 0; dated--)
            {
                ticks += reader.Read7BitEncodedInt64();
                entries.Add(new HandedOut(new DateTimeOffset(ticks, TimeSpan.Zero), reader.ReadUInt64()));
            }

            while (content.Position < content.Length)
            {
                entries.Add(new HandedOut(null, reader.ReadUInt64()));
            }

            return entries;
        }
        catch (Exception error) when (error is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
