using System.Security.Cryptography;
using System.Text;

namespace IntegrationLogs.Client.Paging;

/// <summary>
/// Renders a <see cref="WalkPosition"/> as opaque text and back. The text names its version, its account and its list, and ends in a
/// checksum, so that one of another account or list, cut short or changed is refused instead of followed.
/// </summary>
internal static class ContinuationToken
{
    /// <summary>Version 1 named no account, and told records of different integrations apart by their ids alone.</summary>
    private const string Version = "il2";
    private const int ChecksumBytes = 8;

    public static string Encode(WalkInfo walk, WalkPosition position)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content, Encoding.UTF8);
        writer.Write($"{walk.Account}");
        writer.Write(walk.List);
        writer.Write(position.Place);
        foreach (ulong record in position.RecentRecords)
        {
            writer.Write(record);
        }

        // A BinaryWriter holds nothing back.
        writer.Write(SHA256.HashData(content.ToArray()).AsSpan(0, ChecksumBytes));
        return $"{Version}.{ToBase64Url(content.ToArray())}";
    }

    /// <exception cref="ArgumentException">The token is damaged, or of another account, list or version.</exception>
    public static WalkPosition Decode(WalkInfo walk, string continuationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(continuationToken);

        // A text that was kept in a file may have got a line break at its end.
        continuationToken = continuationToken.Trim();
        string[] parts = continuationToken.Split('.');
        if (parts.Length != 2 || !parts[0].StartsWith("il", StringComparison.Ordinal))
        {
            throw Refused(continuationToken, "This is no continuation token of IntegrationLogs.Client.");
        }

        if (parts[0] != Version)
        {
            throw Refused(
                continuationToken,
                $"The continuation token is of version '{parts[0]}'; this version of the package reads '{Version}'. "
                + "Read the list from its start.");
        }

        byte[]? content = FromBase64Url(parts[1]);
        if (content is null || content.Length < ChecksumBytes || !HasValidChecksum(content))
        {
            throw Refused(continuationToken, "The continuation token is damaged: it was cut short or changed.");
        }

        (string account, string list, WalkPosition position) = ReadContent(content.AsSpan(..^ChecksumBytes).ToArray())
            ?? throw Refused(continuationToken, "This is no continuation token of IntegrationLogs.Client.");
        if (list != walk.List)
        {
            throw Refused(continuationToken, $"The continuation token belongs to '{list}', not to '{walk.List}'.");
        }

        return account == $"{walk.Account}"
            ? position
            : throw Refused(
                continuationToken,
                $"The continuation token belongs to {Named(account)}, not to {Named($"{walk.Account}")}: records would be skipped.");
    }

    private static string Named(string account) => account.Length == 0 ? "no account" : $"the account '{account}'";

    /// <summary>Null for what was never written here: a checksum is no signature.</summary>
    private static (string Account, string List, WalkPosition Position)? ReadContent(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        try
        {
            string account = reader.ReadString();
            string list = reader.ReadString();
            string place = reader.ReadString();
            var records = new ulong[(content.Length - reader.BaseStream.Position) / sizeof(ulong)];
            for (int i = 0; i < records.Length; i++)
            {
                records[i] = reader.ReadUInt64();
            }

            return (account, list, new WalkPosition(place, records));
        }
        catch (Exception error) when (error is IOException or FormatException)
        {
            return null;
        }
    }

    private static bool HasValidChecksum(byte[] content) =>
        SHA256.HashData(content.AsSpan(..^ChecksumBytes)).AsSpan(0, ChecksumBytes).SequenceEqual(content.AsSpan(^ChecksumBytes..));

    private static string ToBase64Url(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[]? FromBase64Url(string text)
    {
        string base64 = text.Replace('-', '+').Replace('_', '/');
        var bytes = new byte[base64.Length];
        _ = Convert.TryFromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='), bytes, out int written);

        // Several texts decode to the same bytes (blanks, padding, unused bits at the end), some to none. Only the one that was handed out
        // is accepted.
        byte[] content = bytes[..written];
        return ToBase64Url(content) == text ? content : null;
    }

    private static ArgumentException Refused(string continuationToken, string reason) =>
        new($"{reason} (It has {continuationToken.Length} characters.)", nameof(continuationToken));
}
