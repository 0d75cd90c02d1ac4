namespace IntegrationLogs.Client.Hosting;

/// <summary>Calls what can fail again and again, with pauses, until it succeeds or the host stops.</summary>
internal sealed class PatientCalls(WatchState state, RetryPauses pauses, TimeProvider time)
{
    /// <param name="step">What is called.</param>
    /// <param name="call">Calls it once.</param>
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
                T result = await call().ConfigureAwait(false);
                state.Leave();
                return result;
            }
            catch (Exception error) when (!stopping.IsCancellationRequested && !isFinal(error))
            {
                pause = Report(error, failures, tell);
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Lets no stop interrupt a call, and where it has failed before the stop, calls once more at it.</summary>
    /// <param name="step">What is called.</param>
    /// <param name="call">Calls it once.</param>
    /// <param name="tell">Told of each failure, with how many there were in a row and the pause that follows.</param>
    /// <param name="stopping">Cancelled when the host stops.</param>
    /// <param name="ending">Cancelled when the host's time to stop is over.</param>
    /// <returns>Null, or why the last call failed.</returns>
    public async Task<Exception?> FinishAsync(
        WatchStep step,
        Func<Task> call,
        Action<Exception, int, TimeSpan> tell,
        CancellationToken stopping,
        CancellationToken ending)
    {
        state.Enter(step);
        for (int failures = 1; ; failures++)
        {
            bool isLast = stopping.IsCancellationRequested;
            TimeSpan pause;
            try
            {
                await call().ConfigureAwait(false);
                state.Leave();
                return null;
            }
            catch (Exception error)
            {
                if (isLast || ending.IsCancellationRequested)
                {
                    return error;
                }

                pause = Report(error, failures, tell);
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private TimeSpan Report(Exception error, int failures, Action<Exception, int, TimeSpan> tell)
    {
        TimeSpan pause = pauses.After(failures, error);
        state.StepFailed(error);
        tell(error, failures, pause);
        return pause;
    }
}
