using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Reliability.Infrastructure;

/// <summary>
/// Tells when the client has read so many bytes of a body and waits for the next, which a stalled body never sends, and when it has met
/// a body's end, good or bad.
/// </summary>
internal sealed class BodyWatch(int afterBytes, Action waits, Action? ended) : DelegatingHandler
{
    public static void Add(IIntegrationLogsClientBuilder builder, int afterBytes, Action waits, Action? ended = null)
    {
        builder.ElasticPath.AddHttpMessageHandler(() => new BodyWatch(afterBytes, waits, ended));
        builder.Sendcloud.AddHttpMessageHandler(() => new BodyWatch(afterBytes, waits, ended));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        response.Content = new WatchedContent(response.Content, stream => new WatchedStream(stream, afterBytes, waits, ended));
        return response;
    }

    private sealed class WatchedContent : HttpContent
    {
        private readonly HttpContent _content;
        private readonly Func<Stream, Stream> _watch;

        public WatchedContent(HttpContent content, Func<Stream, Stream> watch)
        {
            (_content, _watch) = (content, watch);
            foreach ((string name, IEnumerable<string> values) in content.Headers)
            {
                Headers.TryAddWithoutValidation(name, values);
            }
        }

        protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

        protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
            _watch(await _content.ReadAsStreamAsync(cancellationToken));

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _content.CopyToAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _content.Dispose();
            }

            base.Dispose(disposing);
        }
    }

    private sealed class WatchedStream(Stream body, int afterBytes, Action waits, Action? ended) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _read;
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            ValueTask<int> reading = body.ReadAsync(buffer, cancellationToken);
            if (!reading.IsCompleted && _read == afterBytes)
            {
                waits();
            }

            int read = 0;
            try
            {
                read = await reading;
                _read += read;
                return read;
            }
            finally
            {
                if (read == 0)
                {
                    ended?.Invoke();
                }
            }
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
