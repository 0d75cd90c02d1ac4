namespace IntegrationLogs.Client.Http;

/// <summary>
/// A body without its compression. Where the compressed bytes end too early, or are damaged, reading fails as it does where a connection
/// breaks. It holds back as many bytes as the sign of the end has, since they may be that sign.
/// </summary>
internal sealed class DecompressedStream(CompressedStream source, ContentCoding coding) : ForwardStream
{
    private readonly Stream _decompressor = coding.Decompress(source);
    private readonly byte[] _held = new byte[coding.EndText.Length + 1];
    private int _heldCount;
    private bool _isOver;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!_isOver && !buffer.IsEmpty)
        {
            // A buffer with no place beside what is held gets its bytes one by one.
            bool isSmall = buffer.Length <= _heldCount;
            Memory<byte> space = isSmall ? _held : buffer;
            _held.AsSpan(0, _heldCount).CopyTo(space.Span);
            int total = _heldCount + await ReadOnAsync(space.Slice(_heldCount, isSmall ? 1 : buffer.Length - _heldCount), cancellationToken)
                .ConfigureAwait(false);
            if (_isOver)
            {
                break;
            }

            int count = Math.Max(0, total - coding.EndText.Length);
            if (isSmall)
            {
                _held.AsSpan(0, count).CopyTo(buffer.Span);
            }

            space.Span[count..total].CopyTo(_held);
            _heldCount = total - count;
            if (count > 0)
            {
                return count;
            }
        }

        return TakeHeld(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decompressor.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadOnAsync(Memory<byte> space, CancellationToken cancellationToken)
    {
        int read;
        try
        {
            read = await _decompressor.ReadAsync(space, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException and not ObjectDisposedException)
        {
            // Which of the two it is depends on the compression.
            throw new HttpIOException(HttpRequestError.InvalidResponse, "The compressed body is damaged.", error);
        }

        if (read == 0)
        {
            End();
        }

        return read;
    }

    private void End()
    {
        _isOver = true;
        if (!source.IsReadBeyond || source.IsEmpty)
        {
            return;
        }

        bool isWhole = coding.EndText.Length > 0 && _held.AsSpan(0, _heldCount).SequenceEqual(coding.EndText);
        _heldCount = 0;
        if (!isWhole)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, "The compressed body breaks off.");
        }
    }

    private int TakeHeld(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _heldCount);
        _held.AsSpan(0, count).CopyTo(buffer);
        _held.AsSpan(count, _heldCount - count).CopyTo(_held);
        _heldCount -= count;
        return count;
    }
}
