using System.Collections.Concurrent;

namespace IntegrationLogs.Client.Reliability.PositionMatrix;

/// <summary>Exceptions of the client's tasks that nobody looked at, from now on.</summary>
internal sealed class UnobservedExceptions : IDisposable
{
    private readonly ConcurrentQueue<Exception> _exceptions = new();

    public UnobservedExceptions()
    {
        Collect();
        TaskScheduler.UnobservedTaskException += Keep;
    }

    public void AssertNone()
    {
        Collect();
        Assert.Empty(_exceptions);
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Keep;

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private void Keep(object? sender, UnobservedTaskExceptionEventArgs happened)
    {
        foreach (Exception exception in happened.Exception.Flatten().InnerExceptions)
        {
            // Kestrel and the sockets leave tasks of their own behind when connections break.
            if (exception is IntegrationLogsException || $"{exception}".Contains("IntegrationLogs.Client.Paging", StringComparison.Ordinal))
            {
                _exceptions.Enqueue(exception);
            }
        }
    }
}
