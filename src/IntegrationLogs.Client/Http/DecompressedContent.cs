using System.Net;
using System.Net.Http.Headers;

namespace IntegrationLogs.Client.Http;

/// <summary>A body that is unpacked as it is read.</summary>
internal sealed class DecompressedContent : HttpContent
{
    private readonly HttpContent _compressed;
    private readonly ContentCoding _coding;

    public DecompressedContent(HttpContent compressed, ContentCoding coding)
    {
        _compressed = compressed;
        _coding = coding;
        foreach ((string name, HeaderStringValues values) in compressed.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(name, values);
        }

        // What they say is true of the compressed body only.
        Headers.ContentLength = null;
        Headers.ContentMD5 = null;
        string[] others = [.. Headers.ContentEncoding.SkipLast(1)];
        Headers.ContentEncoding.Clear();
        foreach (string other in others)
        {
            Headers.ContentEncoding.Add(other);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Stream body = await CreateContentReadStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            await body.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken)
    {
        var source = new CompressedStream(
            await _compressed.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), _coding.End);
        await source.ReadAheadAsync(cancellationToken).ConfigureAwait(false);
        return new DecompressedStream(source, _coding);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _compressed.Dispose();
        }

        base.Dispose(disposing);
    }
}
