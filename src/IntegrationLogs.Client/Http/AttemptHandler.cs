using System.Net;
using Polly;
using Polly.Timeout;

namespace IntegrationLogs.Client.Http;

/// <summary>
/// One attempt: sends the request, reads the whole body and makes of it what the caller waits for, within the attempt's time. So a body
/// that breaks off, stalls or ends inside its JSON is as good a reason to try again as a refused connection. A token is waited for
/// outside of it.
/// </summary>
internal sealed class AttemptHandler(ResilienceOptions options, ClientRuntime runtime) : DelegatingHandler
{
    private readonly ResiliencePipeline _pipeline =
        new ResiliencePipelineBuilder { Name = OwnTimeouts.Pipeline, TimeProvider = runtime.Time }
        .AddTimeout(new TimeoutStrategyOptions { Timeout = options.AttemptTimeout })
        .Build();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = CallState.Of(request);
        call.Attempts++;
        call.Body?.Dispose();
        if (call.IsLate && request.VersionPolicy == HttpVersionPolicy.RequestVersionOrLower)
        {
            // The requests of HTTP/2 share a connection, and a dead one would take every further attempt with it.
            request.Version = HttpVersion.Version11;
        }

        try
        {
            return await _pipeline.ExecuteAsync(
                static (state, token) =>
                    new ValueTask<HttpResponseMessage>(state.Handler.SendAndReadAsync(state.Request, state.Call, token)),
                (Handler: this, Request: request, Call: call),
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TimeoutRejectedException or OperationCanceledException)
        {
            call.IsLate = true;
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendAndReadAsync(
        HttpRequestMessage request, CallState call, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await SendOnceAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            PooledContent body = await PooledContent
                .ReadAsync(response.Content, options.MaxResponseBytes, runtime.Buffers, cancellationToken).ConfigureAwait(false);
            response.Content = call.Body = body;
            if (response.IsSuccessStatusCode)
            {
                call.Read(response, body);
            }

            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <exception cref="ArgumentException">A header of a user's own cannot be sent, however often it is tried.</exception>
    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException error) when (UnsendableHeader.NameIn(request) is string name)
        {
            throw new ArgumentException(
                $"The value of the header '{name}' cannot be sent: it has a character that is not printable ASCII.", error);
        }
    }
}
