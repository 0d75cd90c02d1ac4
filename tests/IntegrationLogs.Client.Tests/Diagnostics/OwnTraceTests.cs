using System.Collections.Concurrent;
using System.Diagnostics;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Diagnostics;

/// <summary>What serves others than the call that happens to begin it is a trace of its own, linked to that call's.</summary>
public sealed class OwnTraceTests : IDisposable
{
    private static readonly AsyncLocal<string?> Ambient = new();

    private readonly ActivitySource _source = new("OwnTraceTests");
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public OwnTraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "OwnTraceTests" or "IntegrationLogs.Client",
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
    public async Task The_token_of_all_is_fetched_in_nobodys_context()
    {
        ConcurrentQueue<(string Method, string? Ambient)> sent = new();
        await using TestClient test = await TestClient.StartAsync(build: builder => Intercept.Add(builder, request =>
        {
            sent.Enqueue((request.Method.Method, Ambient.Value));
            return Task.CompletedTask;
        }));
        using Activity caller = _source.StartActivity("caller")!;
        Ambient.Value = "the caller's";

        await test.GetElasticPathAsync();

        Assert.Equal([("POST", null), ("GET", "the caller's")], sent);
        Activity token = Spans(caller).Single(span => span.DisplayName == "access token");
        Assert.Null(token.ParentId);
        Assert.NotEqual(caller.TraceId, token.TraceId);
        Assert.Equal("ElasticPath", token.GetTagItem("integration_logs.vendor"));
        Activity page = Spans(caller).Single(span => span.DisplayName.StartsWith("GET", StringComparison.Ordinal));
        Assert.Equal((caller.Id, caller.TraceId), (page.ParentId, page.TraceId));
        Assert.Equal(page.SpanId, Assert.Single(token.Links).Context.SpanId);
    }

    [Fact]
    public async Task A_token_that_does_not_come_is_told_in_its_span()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.TokenFaults.Always(Fault.Status(403));
        using Activity caller = _source.StartActivity("caller")!;

        await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());

        Activity token = Spans(caller).Single(span => span.DisplayName == "access token");
        Assert.Equal((ActivityStatusCode.Error, "403"), (token.Status, token.GetTagItem("error.type")));
    }

    [Fact]
    public async Task A_caller_whose_own_context_does_not_flow_is_no_hindrance()
    {
        await using TestClient test = await TestClient.StartAsync();
        Task<ResponseInfo> call;
        using (ExecutionContext.SuppressFlow())
        {
            call = test.GetElasticPathAsync();
        }

        Assert.Equal(1, (await call).Attempts);
    }

    [Theory]
    [InlineData(IntegrationVendor.ElasticPath)]
    [InlineData(IntegrationVendor.Sendcloud)]
    public async Task Pages_that_are_read_ahead_are_fetched_in_nobodys_context(IntegrationVendor vendor)
    {
        ConcurrentQueue<string?> sent = new();
        await using TestClient test = await TestClient.StartAsync(
            server: options => options.ElasticPath.LogCount = options.Sendcloud.LogCount = 100,
            build: builder => Intercept.Add(builder, request =>
            {
                if (request.Method == HttpMethod.Get)
                {
                    sent.Enqueue(Ambient.Value);
                }

                return Task.CompletedTask;
            }));
        using Activity caller = _source.StartActivity("caller")!;
        Ambient.Value = "the caller's";

        var paging = new PagingOptions { PageSize = 10, ReadAhead = 3 };
        int logs = vendor == IntegrationVendor.ElasticPath
            ? await test.Client.ElasticPath.GetAllLogsAsync(paging).CountAsync()
            : await test.Client.Sendcloud.GetAllLogsAsync(paging).CountAsync();

        Assert.Equal(100, logs);
        Assert.Contains("the caller's", sent);
        Assert.Contains(null, sent);
        Activity[] pages = [.. Spans(caller).Where(span => span.DisplayName.StartsWith("GET", StringComparison.Ordinal))];
        Assert.Equal(sent.Count(ambient => ambient is null), pages.Count(page => page.TraceId != caller.TraceId));
        Assert.All(pages.Where(page => page.TraceId != caller.TraceId), page => Assert.Null(page.ParentId));
    }

    /// <summary>The ended spans of one test: those of its caller's trace, and those that link to it.</summary>
    private IEnumerable<Activity> Spans(Activity caller) =>
        _ended.Where(span => span.TraceId == caller.TraceId || span.Links.Any(link => link.Context.TraceId == caller.TraceId));
}
