namespace IntegrationLogs.Client.Http;

/// <summary>
/// From when a client is made until it is disposed of, with its container or by itself. Its end breaks off what is under way and closes
/// the connections; <see cref="IHttpClientFactory"/> does neither.
/// </summary>
internal sealed class ClientLifetime : IDisposable
{
    private readonly object _gate = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly List<HttpMessageHandler> _handlers = [];

    /// <summary>Cancelled when the client is disposed of.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Disposes a handler that the client made with the client. What a user brought is the user's to dispose.</summary>
    public T Own<T>(T handler)
        where T : HttpMessageHandler
    {
        lock (_gate)
        {
            _handlers.Add(handler);
        }

        return handler;
    }

    public void Dispose()
    {
        // First of all: what is broken off finds out why before it finds its connection closed.
        _ended.Cancel();
        HttpMessageHandler[] handlers;
        lock (_gate)
        {
            handlers = [.. _handlers];
        }

        foreach (HttpMessageHandler handler in handlers)
        {
            handler.Dispose();
        }
    }
}
