using Polly;
using Polly.Timeout;

namespace IntegrationLogs.Client.Http;

/// <summary>
/// One attempt: sends the request and reads the whole body within the attempt's time, so that a body that breaks off or stalls is as
/// good a reason to try again as a refused connection. A token is waited for outside of it.
/// </summary>
internal sealed class AttemptHandler(ResilienceOptions options, ClientRuntime runtime) : DelegatingHandler
{
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder { TimeProvider = runtime.Time }
        .AddTimeout(new TimeoutStrategyOptions { Timeout = options.AttemptTimeout })
        .Build();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CallState.Of(request).Attempts++;
        return await _pipeline.ExecuteAsync(
            static (state, token) => new ValueTask<HttpResponseMessage>(state.Handler.SendAndReadAsync(state.Request, token)),
            (Handler: this, Request: request),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAndReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            response.Content = await PooledContent
                .ReadAsync(response.Content, options.MaxResponseBytes, runtime.Buffers, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
