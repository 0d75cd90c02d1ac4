using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.Http;

/// <summary>
/// A body that was read whole into a rented buffer, in UTF-8 and without a byte order mark; disposing gives the buffer back.
/// </summary>
internal sealed class PooledContent : HttpContent
{
    /// <summary>With the one byte more it is a pooled array's size, and none of a large object.</summary>
    private const int FirstBufferBytes = (64 * 1024) - 1;

    private static ReadOnlySpan<byte> Utf8ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly ArrayPool<byte> _pool;
    private readonly int _start;
    private readonly int _length;
    private byte[]? _buffer;
    private object? _value;
    private ExceptionDispatchInfo? _unreadable;
    private bool _isReadInPlace;

    private PooledContent(byte[] buffer, int length, ArrayPool<byte> pool, HttpContentHeaders headers)
    {
        _buffer = buffer;
        _start = buffer.AsSpan(0, length).StartsWith(Utf8ByteOrderMark) ? Utf8ByteOrderMark.Length : 0;
        _length = length - _start;
        _pool = pool;
        foreach ((string name, HeaderStringValues values) in headers.NonValidated)
        {
            _ = values.Count == 1
                ? Headers.TryAddWithoutValidation(name, values.ToString())
                : Headers.TryAddWithoutValidation(name, values);
        }

        // Asking for the value would make it up.
        if (Headers.NonValidated.Contains("Content-Length"))
        {
            Headers.ContentLength = _length;
        }
    }

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(_start, _length);

    public ReadOnlySpan<byte> Text => Bytes.Span;

    /// <summary>The character set that the answer names, if it is one that nobody knows here: then the text is as it came.</summary>
    public string? UnknownCharset { get; private init; }

    /// <summary>The response that this is the body of, once it was read.</summary>
    public ResponseInfo? Response { get; private set; }

    /// <summary>Whether the body cannot be read because its JSON breaks off.</summary>
    public bool EndsEarly { get; private set; }

    /// <summary>Whether no value could be made of the body.</summary>
    public bool IsUnreadable => _unreadable is not null;

    /// <summary>Makes a value of the body. What goes wrong is for who takes it.</summary>
    public void Read(ResponseInfo response, Func<PooledContent, object?>? read)
    {
        Response = response;
        if (read is null || Text.IsEmpty || UnknownCharset is not null)
        {
            return;
        }

        try
        {
            _value = read(this);
        }
        catch (Exception error)
        {
            _unreadable = ExceptionDispatchInfo.Capture(error);
            EndsEarly = error is JsonException && JsonEnd.IsMissing(Text);
        }
    }

    /// <summary>The value that was made of the body; null if it was none.</summary>
    public object? TakeValue()
    {
        _unreadable?.Throw();
        return _value;
    }

    /// <summary>
    /// Leaves the body where it is. Refit copies every body into a buffer of its own before it is read; from now on there is nothing to
    /// copy.
    /// </summary>
    public void ReadInPlace()
    {
        _isReadInPlace = true;
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
        byte[] buffer = pool.Rent((int)announced + 1);
        int length = 0;
        try
        {
            Stream stream = await OpenAsync(origin, cancellationToken).ConfigureAwait(false);
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

            string? charset = BodyText.CharsetOf(origin.Headers);
            if (BodyText.IsUtf8(charset, buffer.AsSpan(0, length)))
            {
                return new PooledContent(buffer, length, pool, origin.Headers);
            }

            Encoding? encoding = BodyText.Find(charset);
            if (encoding is null)
            {
                return new PooledContent(buffer, length, pool, origin.Headers) { UnknownCharset = charset };
            }

            string text = BodyText.Decode(buffer, length, encoding);
            byte[] utf8 = pool.Rent(Encoding.UTF8.GetByteCount(text));
            length = Encoding.UTF8.GetBytes(text, utf8);
            pool.Return(buffer);
            buffer = utf8;
            return length <= maxBytes
                ? new PooledContent(buffer, length, pool, origin.Headers)
                : throw new ResponseTooLargeException(maxBytes);
        }
        catch (ObjectDisposedException error)
        {
            pool.Return(buffer);
            throw new IOException("The body was closed before it was read.", error);
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
        _isReadInPlace ? Task.CompletedTask : stream.WriteAsync(Bytes).AsTask();

    /// <summary>Refit reads text from it.</summary>
    protected override Task<Stream> CreateContentReadStreamAsync() =>
        Task.FromResult<Stream>(new MemoryStream(_buffer!, _start, _length, writable: false));

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return !_isReadInPlace;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _buffer, null) is byte[] buffer)
        {
            _pool.Return(buffer);
        }

        base.Dispose(disposing);
    }

    /// <summary>A handler that has read a buffered body may have left its stream at the end, or closed.</summary>
    private static async Task<Stream> OpenAsync(HttpContent body, CancellationToken cancellationToken)
    {
        Stream stream = await body.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        bool isRead = !stream.CanRead || (stream.CanSeek && stream.Position > 0 && stream.Position == stream.Length);
        return isRead ? new MemoryStream(await body.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)) : stream;
    }

    private static byte[] Grow(byte[] buffer, int maxBytes, ArrayPool<byte> pool)
    {
        byte[] larger = pool.Rent((int)Math.Min(buffer.Length * 2L, maxBytes + 1L));
        buffer.CopyTo(larger, 0);
        pool.Return(buffer);
        return larger;
    }
}
