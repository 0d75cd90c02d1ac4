namespace IntegrationLogs.Client.Http;

/// <summary>Hands a compressed body to its decompressor, and behind it the bytes that show whether the body was whole.</summary>
internal sealed class CompressedStream(Stream body, byte[] end) : ForwardStream
{
    private readonly byte[] _first = new byte[1];
    private bool _isFirstTaken;
    private bool _isBodyOver;
    private int _endTaken;

    /// <summary>Whether there is no body at all, as after a HEAD.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Whether the decompressor has asked for more than the body.</summary>
    public bool IsReadBeyond { get; private set; }

    /// <summary>The first byte of the body.</summary>
    public int FirstByte => _first[0];

    /// <summary>Reads the first byte.</summary>
    public async Task ReadAheadAsync(CancellationToken cancellationToken)
    {
        IsEmpty = await body.ReadAsync(_first, cancellationToken).ConfigureAwait(false) == 0;
        _isFirstTaken = _isBodyOver = IsEmpty;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_isFirstTaken && buffer.Length > 0)
        {
            _isFirstTaken = true;
            _first.CopyTo(buffer);
            return _first.Length;
        }

        if (!_isBodyOver)
        {
            int read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read > 0 || buffer.IsEmpty)
            {
                return read;
            }

            _isBodyOver = true;
        }

        IsReadBeyond = true;
        int count = IsEmpty ? 0 : Math.Min(buffer.Length, end.Length - _endTaken);
        end.AsMemory(_endTaken, count).CopyTo(buffer);
        _endTaken += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
        }

        base.Dispose(disposing);
    }
}
