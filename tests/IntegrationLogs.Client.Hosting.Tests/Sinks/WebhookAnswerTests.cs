namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>What becomes of a batch that the receiver of a webhook does not take.</summary>
public sealed class WebhookAnswerTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = HostedSendcloud.Minute;

    private readonly SimulatedSendcloud _vendor = new() { Integrations = [] };
    private readonly ObservableTimeProvider _time = new();
    private readonly SinkStores _stores = new();
    private SinkReceiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await SinkReceiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task A_receiver_that_hangs_is_given_up_after_the_timeout_and_tried_again()
    {
        var gate = new Gate();
        _receiver.Answer = (_, context) => _receiver.Requests.Count == 1 ? gate.PassAsync().WaitAsync(context.RequestAborted) : Task.CompletedTask;
        await using SinkHost host = await StartAsync();
        Fail(1);
        _time.Advance(Minute);
        await gate.Reached;
        _time.Advance(TimeSpan.FromSeconds(30));
        await host.SettleAsync();

        Assert.Contains(
            $"Warning 70 SinkFailed The watch '{host.Name}.webhook': the sink 'webhook' did not take a batch of Sendcloud/1. It took longer than 30 s. "
            + "Failures in a row: 1. It gets the batch again in 1 s.",
            host.Watched.Logs.Lines);
        Assert.Contains(host.Measured, line => line.EndsWith("error.type=timeout", StringComparison.Ordinal));
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(_receiver.Requests[0].Text, Assert.Single(_receiver.Taken).Text);
    }

    [Fact]
    public async Task A_receiver_that_says_when_to_come_again_is_not_asked_before()
    {
        _receiver.Answer = (_, context) =>
        {
            context.Response.StatusCode = _receiver.Requests.Count == 1 ? 429 : 200;
            context.Response.Headers.RetryAfter = "120";
            return Task.CompletedTask;
        };
        await using SinkHost host = await StartAsync();
        Fail(1);
        await host.AdvanceAsync(Minute);
        Assert.EndsWith("127.0.0.1 answered 429. Failures in a row: 1. It gets the batch again in 120 s.", host.Watched.Logs.Lines[^1], StringComparison.Ordinal);
        await host.AdvanceAsync(TimeSpan.FromSeconds(119));
        Assert.Single(_receiver.Requests);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(2, _receiver.Requests.Count);
    }

    [Fact]
    public async Task What_is_too_large_is_halved_and_then_sent_without_what_is_optional()
    {
        _receiver.Answer = (request, context) =>
        {
            bool isSmall = request.Json.GetArrayLength() == 1 && !request.Text.Contains("canary message", StringComparison.Ordinal);
            context.Response.StatusCode = isSmall ? 200 : 413;
            return Task.CompletedTask;
        };
        await using SinkHost host = await StartAsync(options =>
        {
            options.BatchSize = 4;
            options.Content = SinkContent.Failures;
            options.Fields = SinkFields.Message;
        });
        for (int id = 1; id <= 3; id++)
        {
            Fail(id);
        }

        await host.AdvanceAsync(Minute);

        Assert.Equal(["/Sendcloud/1/1", "/Sendcloud/1/2", "/Sendcloud/1/3"], _receiver.Taken.Select(request => request.Json[0].GetProperty("id").GetString()));
        Assert.Equal([3, 1, 1, 2, 1, 1, 1, 1], _receiver.Requests.Select(request => request.Json.GetArrayLength()));
        Assert.Equal("application/cloudevents-batch+json; charset=utf-8", _receiver.Requests[0].Headers["Content-Type"]);
        Assert.DoesNotContain(host.Watched.Logs.Lines, line => line.Contains("Sink", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(404, "127.0.0.1 answered 404. The address leads nowhere: make a new one and set it.")]
    [InlineData(401, "127.0.0.1 answered 401. Check the address, the headers and the signing secret.")]
    [InlineData(413, "127.0.0.1 answered 413. Even one event is too large: let the receiver take more, or ask for fewer Fields.")]
    [InlineData(307, "127.0.0.1 answered 307. Redirects are not followed: set the address that it leads to.")]
    public async Task What_somebody_has_to_mend_is_an_error_with_advice_and_is_tried_again(int status, string reason)
    {
        _receiver.Answer = (_, context) =>
        {
            context.Response.StatusCode = _receiver.Requests.Count == 1 ? status : 200;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };
        await using SinkHost host = await StartAsync();
        Fail(1);
        await host.AdvanceAsync(Minute);

        Assert.Contains(
            $"Error 71 SinkRefused The watch '{host.Name}.webhook': the sink 'webhook' refused a batch of Sendcloud/1. {reason} "
            + "Failures in a row: 1. It gets the batch again in 1 s.",
            host.Watched.Logs.Lines);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.All(_receiver.Requests, request => Assert.StartsWith("/hooks/", request.Address, StringComparison.Ordinal));
        Assert.Single(_receiver.Taken);
    }

    private Task<SinkHost> StartAsync(Action<WebhookSinkOptions>? configure = null) =>
        SinkHost.StartAsync(_vendor, _time, _stores.Of, watch => watch.ToWebhook(_receiver.Address, configure));

    private void Fail(long id)
    {
        _time.Advance(TimeSpan.FromTicks(1));
        _vendor.InsertByTime(SinkHost.Failure(id, _time.GetUtcNow()));
    }
}
