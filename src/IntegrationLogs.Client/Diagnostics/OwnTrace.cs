using System.Diagnostics;

namespace IntegrationLogs.Client.Diagnostics;

/// <content>Its spans begin traces of their own, with a link to the caller's.</content>
internal static partial class OwnTrace
{
    /// <summary>A span around work: a trace of its own, with a link to its beginner, where it runs in no other span.</summary>
    /// <param name="name">The span's name.</param>
    /// <param name="client">Whose work it is.</param>
    /// <param name="work">The work.</param>
    /// <param name="waiting">Of whoever waits for it: work that they cancel has not failed.</param>
    public static async Task<T> TraceAsync<T>(string name, ClientIdentity client, Func<Task<T>> work, CancellationToken waiting)
    {
        using Activity? span = Spans.Start(name, ActivityKind.Internal);
        client.AddTo(span);
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Spans.Fail(span, error, waiting);
            throw;
        }
    }

    /// <summary>A link to whoever began the work that runs here, if it runs in no other span.</summary>
    public static ActivityLink? LinkToBeginner() =>
        Activity.Current is null && Beginner.Value != default ? new ActivityLink(Beginner.Value) : null;
}
