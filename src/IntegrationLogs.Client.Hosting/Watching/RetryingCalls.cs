namespace IntegrationLogs.Client.Hosting;

/// <summary>Takes the steps of a watch's start, each again and again, with pauses, until it succeeds or the host stops.</summary>
internal sealed class RetryingCalls(WatchState state, RetryPauses pauses, TimeProvider time)
{
    /// <param name="step">The step.</param>
    /// <param name="call">Takes it once.</param>
    /// <param name="isFinal">Whether a failure will not be another time.</param>
    /// <param name="tell">Told of each failure, with how many there were in a row and the pause that follows.</param>
    /// <param name="stopping">Cancelled when the host stops; then what the call throws goes to the caller.</param>
    public async Task<T> RunAsync<T>(
        WatchStep step,
        Func<Task<T>> call,
        Func<Exception, bool> isFinal,
        Action<Exception, int, TimeSpan> tell,
        CancellationToken stopping)
    {
        state.Enter(step);
        for (int failures = 1; ; failures++)
        {
            TimeSpan pause;
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (Exception error) when (!stopping.IsCancellationRequested && !isFinal(error))
            {
                pause = pauses.After(failures, error);
                state.StepFailed(error);
                tell(error, failures, pause);
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(false);
        }
    }
}
