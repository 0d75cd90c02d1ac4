using System.Diagnostics;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>
/// Work that outlives the call that happens to begin it. It runs in no caller's execution context: no activity of the caller's goes on in
/// it, and no log scope.
/// </summary>
internal static partial class OwnTrace
{
    private static readonly ExecutionContext Nobodys = CaptureNobodys();
    private static readonly AsyncLocal<ActivityContext> Beginner = new();

    /// <summary>Begins such work on the caller's thread.</summary>
    public static Task Start(Func<Task> work) => Start(async () =>
    {
        await work().ConfigureAwait(false);
        return true;
    });

    /// <summary>Begins such work on the caller's thread.</summary>
    public static Task<T> Start<T>(Func<Task<T>> work)
    {
        ActivityContext caller = Activity.Current?.Context ?? Beginner.Value;
        Task<T>? task = null;
        ExecutionContext.Run(
            Nobodys,
            _ =>
            {
                Beginner.Value = caller;
                task = work();
            },
            state: null);
        return task!;
    }

    /// <summary>A new thread that no context flows to has none.</summary>
    private static ExecutionContext CaptureNobodys()
    {
        ExecutionContext? context = null;
        var thread = new Thread(() => context = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return context!;
    }
}
