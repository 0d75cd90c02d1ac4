namespace IntegrationLogs.Client.Http;

internal static class DetachedTimer
{
    /// <summary>
    /// Makes a timer that does not run yet, or runs out once after a time. It keeps nothing of the caller's execution context alive.
    /// </summary>
    public static ITimer CreateDetachedTimer(
        this TimeProvider time, TimerCallback callback, object state, TimeSpan? dueTime = null)
    {
        AsyncFlowControl? suppressed = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        try
        {
            return time.CreateTimer(callback, state, dueTime ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            suppressed?.Undo();
        }
    }
}
