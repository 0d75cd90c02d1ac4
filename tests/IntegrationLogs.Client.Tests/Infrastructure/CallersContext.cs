namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>A caller's context, such as that of a user interface. Whatever comes back to it is counted.</summary>
internal sealed class CallersContext : SynchronizationContext
{
    private int _returns;

    public int Returns => Volatile.Read(ref _returns);

    public override void Post(SendOrPostCallback d, object? state)
    {
        Interlocked.Increment(ref _returns);
        base.Post(d, state);
    }

    /// <summary>Begins something in this context.</summary>
    public T Begin<T>(Func<T> begin)
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            return begin();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
