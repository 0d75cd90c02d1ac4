namespace IntegrationLogs.Client.Http;

/// <summary>The outermost handler: a call begins and ends here, with its caller or with the client.</summary>
internal sealed class CallHandler(CancellationToken clientEnded) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(clientEnded.IsCancellationRequested, typeof(IntegrationLogsClient));
        CallState.Begin(request);
        cancellationToken.ThrowIfCancellationRequested();
        if (request.Content is HttpContent content)
        {
            // Keeps the body for a second request, after a refused token: a stream can be sent once.
            await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        }

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clientEnded);
        HttpResponseMessage response = await base.SendAsync(request, stopping.Token).ConfigureAwait(false);
        if (cancellationToken.IsCancellationRequested)
        {
            response.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
        }

        // A handler of a user's own may leave it out.
        response.RequestMessage = request;
        return response;
    }
}
