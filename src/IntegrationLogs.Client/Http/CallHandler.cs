using System.Buffers;
using System.Diagnostics;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Http;

/// <summary>
/// Outside of all other handlers: a call begins and ends here, with its caller or with the client. Whatever content handlers have put
/// into the answer, what leaves here can be read in place.
/// </summary>
internal sealed class CallHandler(
    ClientIdentity client, int maxResponseBytes, ArrayPool<byte> buffers, CancellationToken clientEnded) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(clientEnded.IsCancellationRequested, typeof(IntegrationLogsClient));
        var call = CallState.Begin(request);
        cancellationToken.ThrowIfCancellationRequested();
        if (request.Content is HttpContent content)
        {
            // Keeps the body for a second request, after a refused token: a stream can be sent once.
            await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        }

        using Activity? span = HttpSpan.Begin(request, call, client);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clientEnded);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, stopping.Token).ConfigureAwait(false);

            // A refusal that would be retried comes back as it is when the call ends meanwhile.
            stopping.Token.ThrowIfCancellationRequested();
            if (response.Content is not PooledContent)
            {
                response.Content = await PooledContent
                    .ReadAsync(response.Content, maxResponseBytes, buffers, stopping.Token).ConfigureAwait(false);
                call.Body?.Dispose();
            }

            HttpSpan.Answered(span, response, call);
        }
        catch (Exception error)
        {
            HttpSpan.Failed(span, error, call, cancellationToken);
            response?.Dispose();
            call.Body?.Dispose();
            throw;
        }

        // A handler of a user's own may leave it out.
        response.RequestMessage = request;
        return response;
    }
}
