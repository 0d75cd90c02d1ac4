using System.Collections.Concurrent;
using System.Diagnostics;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>An activity to call clients in. The package's spans of its trace, and of the traces that link to it, are kept.</summary>
internal sealed class TracedCaller : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;
    private readonly Activity _caller = new("test");

    public TracedCaller()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ClientDiagnostics.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        _caller.SetIdFormat(ActivityIdFormat.W3C).Start();
    }

    /// <summary>The spans so far, in the order of their ends; other tests' are not among them.</summary>
    public IReadOnlyList<Activity> Spans
    {
        get
        {
            Activity[] all = [.. _ended];
            HashSet<ActivityTraceId> traces = [_caller.TraceId];
            while (all.Any(span => span.Links.Any(link => traces.Contains(link.Context.TraceId)) && traces.Add(span.TraceId)))
            {
            }

            return [.. all.Where(span => traces.Contains(span.TraceId))];
        }
    }

    /// <summary>The spans of requests other than for tokens.</summary>
    public IReadOnlyList<Activity> Calls =>
        [.. Spans.Where(span => span.Kind == ActivityKind.Client && !span.DisplayName.Contains("/oauth", StringComparison.Ordinal))];

    public void Dispose()
    {
        _caller.Dispose();
        _listener.Dispose();
    }
}
