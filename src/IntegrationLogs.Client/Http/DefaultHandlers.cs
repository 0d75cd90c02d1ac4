namespace IntegrationLogs.Client.Http;

/// <summary>
/// Keeps the handlers of <c>ConfigureHttpClientDefaults</c> inside retry without letting them multiply it. They get each attempt once. An
/// attempt that fails passes them by: they see an exception that no policy knows, and whoever handles it by sending the request again
/// gets it again at once. Only then can a handler such as the standard resilience handler, which retries by itself, do no harm.
/// </summary>
internal static class DefaultHandlers
{
    private static readonly HttpRequestOptionsKey<Attempt> Key = new("IntegrationLogs.Client.Attempt");

    public static IEnumerable<DelegatingHandler> Enclose(params IReadOnlyCollection<DelegatingHandler> handlers) =>
        handlers.Count == 0 ? [] : [new OuterEnd(), .. handlers, new InnerEnd()];

    /// <summary>Ahead of them: hands on how the attempt ended in truth.</summary>
    private sealed class OuterEnd : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var attempt = new Attempt();
            request.Options.Set(Key, attempt);
            try
            {
                HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                attempt.Failure?.Drop();
                return response;
            }
            catch (Exception) when (attempt.Failure is not null)
            {
                return attempt.Failure.Take();
            }
        }
    }

    /// <summary>Behind them: sends the request once.</summary>
    private sealed class InnerEnd : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!request.Options.TryGetValue(Key, out Attempt? attempt))
            {
                throw new InvalidOperationException(
                    "A handler of ConfigureHttpClientDefaults sent a request of its own through an integration logs client.");
            }

            if (!attempt.TryBegin())
            {
                return await attempt.SendAgainAsync(cancellationToken).ConfigureAwait(false);
            }

            try
            {
                HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (response.IsSuccessStatusCode)
                {
                    attempt.Succeed();
                    return response;
                }

                throw attempt.Fail(new AttemptFailure(response));
            }
            catch (Exception error) when (error is not AttemptFailure)
            {
                throw attempt.Fail(new AttemptFailure(error));
            }
        }
    }

    /// <summary>One attempt on its way through the handlers.</summary>
    private sealed class Attempt
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _begun;

        public AttemptFailure? Failure { get; private set; }

        public bool TryBegin() => Interlocked.Exchange(ref _begun, 1) == 0;

        public void Succeed() => _ended.SetResult();

        public AttemptFailure Fail(AttemptFailure failure)
        {
            Failure = failure;
            _ended.SetResult();
            return failure;
        }

        /// <summary>What becomes of a request that is sent a second time.</summary>
        public async Task<HttpResponseMessage> SendAgainAsync(CancellationToken cancellationToken)
        {
            bool isBeside = !_ended.Task.IsCompleted;
            await _ended.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (Failure is not null)
            {
                throw Failure;
            }

            if (isBeside)
            {
                // Hedging takes the first answer and cancels the others.
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            throw new InvalidOperationException(
                "A handler of ConfigureHttpClientDefaults sent a request again that had succeeded. The integration logs clients send each "
                + "attempt once.");
        }
    }
}
