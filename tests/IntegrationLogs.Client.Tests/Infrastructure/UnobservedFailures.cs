namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>Finds failures of tasks that nobody has looked at, which the runtime reports when it collects them.</summary>
internal static class UnobservedFailures
{
    /// <summary>How many of a type were reported by the time in which a failure has been collected.</summary>
    /// <typeparam name="TFailure">A type that no other test throws.</typeparam>
    /// <param name="fail">Lets a task fail, and keeps nothing of it.</param>
    public static async Task<int> CountAsync<TFailure>(Func<Task<WeakReference>> fail)
        where TFailure : Exception
    {
        int unobserved = 0;
        void Count(object? sender, UnobservedTaskExceptionEventArgs args) =>
            unobserved += args.Exception.InnerExceptions.Any(error => error is TFailure) ? 1 : 0;
        TaskScheduler.UnobservedTaskException += Count;
        try
        {
            WeakReference failure = await fail();
            await Eventually.IsTrueAsync(() =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return !failure.IsAlive;
            });
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Count;
        }

        return unobserved;
    }
}
