using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.WireMock;

/// <summary>The client's time stands still; WireMock's delays are far longer than any of these tests, or hardly any.</summary>
public sealed class WireMockDelayTests(WireMockServer server) : WireMockTests(server)
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(15);

    [WireMockTheory]
    [InlineData(IntegrationVendor.ElasticPath, false)]
    [InlineData(IntegrationVendor.Sendcloud, false)]
    [InlineData(IntegrationVendor.ElasticPath, true)]
    [InlineData(IntegrationVendor.Sendcloud, true)]
    public async Task An_answer_that_is_late_is_asked_for_again(IntegrationVendor vendor, bool https)
    {
        await Server.StubAsync("late-once");
        await using Trial trial = Server.NewTrial(https);

        Task<string[]> reading = ReadAsync(trial.Client, vendor);
        await Server.WhenPagesAreRequestedAsync(1);
        trial.Time.Clock.Advance(AttemptTimeout);

        Assert.Equal(IdsOf(vendor), await reading.WaitAsync(Effort.Patience));
        Assert.Equal([TimeSpan.FromMilliseconds(375)], trial.Time.Waits);
    }

    [WireMockTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answers_that_are_always_late_are_a_connection_exception(bool https)
    {
        await Server.StubAsync("late-always");
        await using Trial trial = Server.NewTrial(https, configure: options => options.Resilience.MaxRetries = 2);

        Task<Exception?> reading = trial.RecordAsync(() => ReadAsync(trial.Client, IntegrationVendor.Sendcloud));
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            await Server.WhenPagesAreRequestedAsync(attempt);
            trial.Time.Clock.Advance(AttemptTimeout);
        }

        var error = Assert.IsType<ApiConnectionException>(await reading);
        Assert.Equal((3, true), (error.Attempts, error.IsTimeout));
    }

    [WireMockTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_dribbles_is_read_to_its_end(bool https)
    {
        await Server.StubAsync("dribble");
        await using Trial trial = Server.NewTrial(https);

        Assert.Empty(await ReadAsync(trial.Client, IntegrationVendor.ElasticPath));
        Assert.Empty(await ReadAsync(trial.Client, IntegrationVendor.Sendcloud));

        Assert.Empty(trial.Time.Waits);
    }

    [WireMockTheory]
    [InlineData(IntegrationVendor.ElasticPath, false)]
    [InlineData(IntegrationVendor.Sendcloud, false)]
    [InlineData(IntegrationVendor.ElasticPath, true)]
    [InlineData(IntegrationVendor.Sendcloud, true)]
    public async Task A_body_that_dribbles_for_too_long_is_asked_for_again(IntegrationVendor vendor, bool https)
    {
        await Server.StubAsync("dribble-too-slow-once");
        var headersCame = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Trial trial = Server.NewTrial(https, received: answer =>
        {
            if (answer.RequestMessage!.Method == HttpMethod.Get)
            {
                headersCame.TrySetResult();
            }
        });

        Task<string[]> reading = ReadAsync(trial.Client, vendor);
        await headersCame.Task.WaitAsync(Effort.Patience);
        trial.Time.Clock.Advance(AttemptTimeout);

        Assert.Equal(IdsOf(vendor), await reading.WaitAsync(Effort.Patience));
        Assert.Equal([TimeSpan.FromMilliseconds(375)], trial.Time.Waits);
    }
}
