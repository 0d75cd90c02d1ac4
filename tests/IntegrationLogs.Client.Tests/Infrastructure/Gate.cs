namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>Holds whoever comes until enough are there, or until it is opened.</summary>
internal sealed class Gate(int opensAt = int.MaxValue)
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    /// <summary>Done when the first has come.</summary>
    public Task Reached => _reached.Task.WaitAsync(Effort.Patience);

    /// <summary>Done when enough have come.</summary>
    public Task Opened => _open.Task.WaitAsync(Effort.Patience);

    public Task PassAsync()
    {
        _reached.TrySetResult();
        if (Interlocked.Increment(ref _arrived) >= opensAt)
        {
            Open();
        }

        return _open.Task;
    }

    public void Open() => _open.TrySetResult();
}
