using System.IO.Compression;
using System.Net.Http.Headers;

namespace IntegrationLogs.Client.Http;

/// <summary>A way to compress a body.</summary>
/// <param name="Decompress">Unpacks what comes from a stream.</param>
/// <param name="End">
/// Compressed bytes to put behind a body, so that its decompressor, which reads on at the end, shows whether it has seen one. Empty for a
/// decompressor that stops reading where its data end.
/// </param>
/// <param name="EndText">What the decompressor makes of <paramref name="End"/> behind a whole body.</param>
internal sealed record ContentCoding(Func<Stream, Stream> Decompress, byte[] End, byte[] EndText)
{
    /// <summary>The low half of a zlib stream's first byte. A raw deflate stream, which some servers send, hardly has it.</summary>
    private const int ZlibMethod = 8;

    private static readonly byte[] GzipEndText = "end of body"u8.ToArray();

    private static readonly ContentCoding Gzip = new(
        static source => new GZipStream(source, CompressionMode.Decompress), GzipMember(GzipEndText), GzipEndText);

    private static readonly ContentCoding Brotli = new(static source => new BrotliStream(source, CompressionMode.Decompress), [], []);

    private static readonly ContentCoding Deflate = new(
        static source => ((CompressedStream)source).FirstByte % 16 == ZlibMethod
            ? new ZLibStream(source, CompressionMode.Decompress)
            : new DeflateStream(source, CompressionMode.Decompress),
        [],
        []);

    /// <summary>The coding that was applied last; null if there is none, or one that nobody asked for.</summary>
    public static ContentCoding? Of(HttpContentHeaders headers) => headers.ContentEncoding.LastOrDefault()?.ToUpperInvariant() switch
    {
        "GZIP" or "X-GZIP" => Gzip,
        "BR" => Brotli,
        "DEFLATE" => Deflate,
        _ => null,
    };

    private static byte[] GzipMember(byte[] text)
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Optimal))
        {
            gzip.Write(text);
        }

        return member.ToArray();
    }
}
