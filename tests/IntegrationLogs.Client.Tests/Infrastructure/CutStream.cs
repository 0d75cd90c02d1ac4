namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>A connection that can die as by a pulled cable: nothing comes or goes any more, and nobody is told.</summary>
internal sealed class CutStream(Stream inner) : Stream
{
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Cut() => _cut.TrySetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Task<int> reading = inner.ReadAsync(buffer, cancellationToken).AsTask();
        await Task.WhenAny(reading, _cut.Task);
        if (_cut.Task.IsCompleted)
        {
            // Whatever has come is lost.
            await _disposed.Task.WaitAsync(cancellationToken);
            throw new ObjectDisposedException(nameof(CutStream));
        }

        return await reading;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _cut.Task.IsCompleted ? ValueTask.CompletedTask : inner.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            _disposed.TrySetResult();
        }

        base.Dispose(disposing);
    }
}
