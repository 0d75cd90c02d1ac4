using System.Diagnostics;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>
/// Work that outlives the call that happens to begin it. It runs in no caller's execution context: no activity of the caller's goes on in
/// it, and no log scope. Its spans begin traces of their own, with a link to the caller's.
/// </summary>
internal static class OwnTrace
{
    private static readonly AsyncLocal<ActivityContext> Beginner = new();

    /// <summary>Links to what began the work that runs here; null outside of such work, and inside of a span.</summary>
    public static IEnumerable<ActivityLink>? Links =>
        Activity.Current is null && Beginner.Value != default ? [new ActivityLink(Beginner.Value)] : null;

    /// <summary>Begins such work on the thread pool.</summary>
    public static Task<T> Start<T>(Func<Task<T>> work)
    {
        ActivityContext caller = Activity.Current?.Context ?? Beginner.Value;
        using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        return Task.Run(async () =>
        {
            Beginner.Value = caller;
            return await work().ConfigureAwait(false);
        });
    }
}
