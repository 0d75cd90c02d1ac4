using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using IntegrationLogs.Client.Buffers;

namespace IntegrationLogs.Client.Http;

/// <summary>A body that was read whole into a rented buffer; disposing gives the buffer back.</summary>
internal sealed class PooledContent : HttpContent
{
    /// <summary>With the one byte more it is a pooled array's size, and none of a large object.</summary>
    private const int FirstBufferBytes = (64 * 1024) - 1;

    private static ReadOnlySpan<byte> Utf8ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly ArrayPool<byte> _pool;
    private readonly int _length;
    private byte[]? _buffer;

    private PooledContent(byte[] buffer, int length, ArrayPool<byte> pool, HttpContent origin)
    {
        _buffer = buffer;
        _length = length;
        _pool = pool;
        foreach ((string name, HeaderStringValues values) in origin.Headers.NonValidated)
        {
            _ = values.Count == 1
                ? Headers.TryAddWithoutValidation(name, values.ToString())
                : Headers.TryAddWithoutValidation(name, values);
        }
    }

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>The body without a byte order mark.</summary>
    public ReadOnlySpan<byte> Text => Bytes.Span.StartsWith(Utf8ByteOrderMark) ? Bytes.Span[Utf8ByteOrderMark.Length..] : Bytes.Span;

    /// <summary>The response that this is the body of, once it is read in place.</summary>
    public ResponseInfo? Response { get; private set; }

    /// <summary>
    /// Leaves the body where it is. Refit copies every body into a buffer of its own before it is read; from now on there is nothing to
    /// copy.
    /// </summary>
    public void ReadInPlace(ResponseInfo response)
    {
        Response = response;
        Headers.ContentLength = null;
    }

    /// <summary>Reads a body to its end and disposes it.</summary>
    /// <exception cref="ResponseTooLargeException">The body, decompressed, is longer than <paramref name="maxBytes"/>.</exception>
    public static async Task<PooledContent> ReadAsync(
        HttpContent body, int maxBytes, ArrayPool<byte> pool, CancellationToken cancellationToken)
    {
        using HttpContent origin = body;
        long announced = origin.Headers.ContentLength ?? Math.Min(FirstBufferBytes, maxBytes);
        if (announced > maxBytes)
        {
            throw new ResponseTooLargeException(maxBytes);
        }

        // One byte more than announced, so that the read that finds the end needs no larger buffer.
        byte[] buffer = Rent(pool, (int)announced + 1);
        int length = 0;
        try
        {
            Stream stream = await origin.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            while (true)
            {
                int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                length += read;
                if (length > maxBytes)
                {
                    throw new ResponseTooLargeException(maxBytes);
                }

                if (length == buffer.Length)
                {
                    buffer = Grow(buffer, maxBytes, pool);
                }
            }

            return new PooledContent(buffer, length, pool, origin);
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException)
        {
            // Which of the two it is depends on the compression.
            pool.Return(buffer);
            throw new HttpIOException(HttpRequestError.InvalidResponse, "The compressed body is damaged.", error);
        }
        catch
        {
            pool.Return(buffer);
            throw;
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        Response is not null ? Task.CompletedTask : stream.WriteAsync(Bytes).AsTask();

    /// <summary>Refit reads text from it.</summary>
    protected override Task<Stream> CreateContentReadStreamAsync() =>
        Task.FromResult<Stream>(new MemoryStream(_buffer!, 0, _length, writable: false));

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return Response is null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _buffer, null) is byte[] buffer)
        {
            _pool.Return(buffer);
        }

        base.Dispose(disposing);
    }

    private static byte[] Grow(byte[] buffer, int maxBytes, ArrayPool<byte> pool)
    {
        byte[] larger = Rent(pool, (int)Math.Min(buffer.Length * 2L, maxBytes + 1L));
        buffer.CopyTo(larger, 0);
        pool.Return(buffer);
        return larger;
    }

    private static byte[] Rent(ArrayPool<byte> pool, int length) =>
        LargeArray.Make((pool, length), static rent => rent.pool.Rent(rent.length));
}
