using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Http.Pacing;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace IntegrationLogs.Client.Http;

/// <summary>Bounds the whole call and tries again what failed in passing.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<CallState> CallKey = new("IntegrationLogs.Client.Call");

    private readonly ResilienceOptions _options;
    private readonly ClientRuntime _runtime;
    private readonly AccountPace _pace;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public RetryHandler(
        ClientIdentity client, ResilienceOptions options, AccountPace pace, ClientRuntime runtime, ClientDiagnostics diagnostics)
    {
        _options = options;
        _pace = pace;
        _runtime = runtime;
        var policy = new RetryPolicy(options, pace, new Backoff(options, runtime));
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { Name = OwnTimeouts.Pipeline, TimeProvider = runtime.Time };
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = options.MaxRetries,
                ShouldHandle = args => new(
                    !args.Context.CancellationToken.IsCancellationRequested
                    && policy.ShouldRetry(args.Outcome, CallOf(args.Context), args.AttemptNumber)),
                DelayGenerator = args => new(CallOf(args.Context) is { IsDelayOfAccount: false } call ? call.RetryDelay : TimeSpan.Zero),
                OnRetry = args =>
                {
                    diagnostics.Retrying(client, CallOf(args.Context), args.Outcome);
                    return default;
                },
            });
        }

        _pipeline = builder.Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = CallState.Of(request);
        using var clock = new CallClock(_options.TotalTimeout, _runtime.Time, _pace, cancellationToken);
        call.Clock = clock;
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, clock.Token);
        context.Properties.Set(CallKey, call);
        try
        {
            return await _pipeline.ExecuteAsync(
                static (context, state) =>
                    new ValueTask<HttpResponseMessage>(state.Handler.AttemptAsync(state.Request, context.CancellationToken)),
                context,
                (Handler: this, Request: request)).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (clock.IsOver && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutRejectedException("The total time of the call is over.", _options.TotalTimeout, error);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = CallState.Of(request);
        if (call.Start is null)
        {
            call.Start = new RequestState(request);
        }
        else
        {
            call.Start.ApplyTo(request);
        }

        return base.SendAsync(request, cancellationToken);
    }

    private static CallState CallOf(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);
}
