using System.Diagnostics;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>
/// Work that outlives the call that happens to begin it. It runs in no caller's execution context: no activity of the caller's goes on in
/// it, and no log scope. Its spans begin traces of their own, with a link to the caller's.
/// </summary>
internal static class OwnTrace
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

    /// <summary>A span around work: a trace of its own, with a link to its beginner, where it runs in no other span.</summary>
    public static async Task<T> TraceAsync<T>(string name, IntegrationVendor vendor, Func<Task<T>> work)
    {
        using Activity? activity = StartActivity(name, ActivityKind.Internal);
        activity?.SetTag(TagNames.Vendor, vendor.ToString());
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            PageSpan.SetError(activity, error);
            throw;
        }
    }

    public static Activity? StartActivity(string name, ActivityKind kind)
    {
        bool isOwn = Activity.Current is null && Beginner.Value != default;
        return PageSpan.Activities.StartActivity(kind, links: isOwn ? [new ActivityLink(Beginner.Value)] : null, name: name);
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
