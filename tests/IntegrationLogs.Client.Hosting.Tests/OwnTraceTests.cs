using System.Collections.Concurrent;
using System.Diagnostics;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>A watch outlives the activity in which its host is started, so its polls are traces of their own, linked to that one's.</summary>
public sealed class OwnTraceTests : IDisposable
{
    private static readonly AsyncLocal<string?> Ambient = new();

    private readonly ActivitySource _source = new("Hosting.OwnTraceTests");
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public OwnTraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Hosting.OwnTraceTests" or "IntegrationLogs.Client",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _source.Dispose();
    }

    [Fact]
    public async Task A_watch_runs_in_no_context_of_who_starts_its_host_and_each_poll_is_a_trace_of_its_own()
    {
        ConcurrentQueue<string?> handled = new();
        var vendor = new SimulatedSendcloud();
        var time = new ObservableTimeProvider();
        var handler = new RecordingHandler
        {
            Handling = (_, _, _) =>
            {
                handled.Enqueue(Ambient.Value ?? Activity.Current?.DisplayName);
                return Task.CompletedTask;
            },
        };
        using Activity caller = _source.StartActivity("caller")!;
        Ambient.Value = "the caller's";
        await using (HostedSendcloud host = await HostedSendcloud.StartAsync(
            vendor, time, handler, configure: options => (options.Sources[0]) = LogSource.Sendcloud(4711)))
        {
            for (int id = 1; id <= 2; id++)
            {
                await host.SettleAsync();
                vendor.InsertByTime(SimulatedSendcloud.Log(id, time.GetUtcNow(), integrationId: 4711));
                await host.AdvanceAsync(HostedSendcloud.Minute);
            }
        }

        Assert.Equal(["handle", "handle"], handled);
        Activity[] handlings = [.. Spans(caller).Where(span => span.DisplayName == "handle")];
        Assert.Equal(2, handlings.Length);
        Assert.All(handlings, span => Assert.Equal((null, caller.SpanId), (span.ParentId, Assert.Single(span.Links).Context.SpanId)));
        Activity[] polls =
        [
            .. _ended.Where(span => span.DisplayName == "poll" && (string?)span.GetTagItem("integration_logs.source") == "Sendcloud/4711"),
        ];
        Assert.Equal(3, polls.Length);
        Assert.Equal(4, polls.Select(poll => poll.TraceId).Append(caller.TraceId).Distinct().Count());
        Assert.All(polls, poll => Assert.Null(poll.ParentId));
        Assert.Equal(3, _ended.Count(span => polls.Any(poll => poll.Id == span.ParentId)));
    }

    /// <summary>The ended spans of one test: those that link to its caller's.</summary>
    private IEnumerable<Activity> Spans(Activity caller) =>
        _ended.Where(span => span.Links.Any(link => link.Context.TraceId == caller.TraceId));
}
