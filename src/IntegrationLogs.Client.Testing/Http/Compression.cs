using System.IO.Compression;

namespace IntegrationLogs.Client.Testing.Http;

internal static class Compression
{
    /// <summary>The answer, compressed if the client accepts it.</summary>
    public static Answer Compress(Answer answer, FakeCompression compression, string? acceptEncoding)
    {
        string? encoding = compression switch { FakeCompression.Gzip => "gzip", FakeCompression.Brotli => "br", _ => null };
        if (encoding is null || !Accepts(acceptEncoding, encoding))
        {
            return answer;
        }

        using var compressed = new MemoryStream();
        using (Stream compressor = compression == FakeCompression.Gzip
            ? new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true)
            : new BrotliStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            compressor.Write(answer.Body.Span);
        }

        return answer with { Body = compressed.ToArray(), ContentEncoding = encoding };
    }

    private static bool Accepts(string? header, string encoding) =>
        header is not null
        && header.Split(',').Any(item => item.Split(';')[0].Trim().Equals(encoding, StringComparison.OrdinalIgnoreCase));
}
