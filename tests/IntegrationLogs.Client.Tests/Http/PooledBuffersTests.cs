using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Http;

public sealed class PooledBuffersTests
{
    private static readonly Cases<Fault?> Answers = new()
    {
        { "success", null },
        { "a fault that passes", Fault.Status(503) },
        { "refused", Fault.Status(404) },
        { "unauthorized", Fault.Status(401) },
        { "rate limit", Fault.Status(429, retryAfter: "3600") },
        { "reset before headers", Fault.ResetBeforeHeaders() },
        { "reset inside the body", Fault.ResetInsideBody(100) },
        { "truncated", Fault.Truncate(100) },
        { "damaged", Fault.Bytes("no gzip"u8.ToArray(), "gzip") },
        { "HTML", Fault.Answer("<html>", "text/html") },
        { "empty", Fault.Answer(string.Empty) },
        { "no content", Fault.Status(204) },
        { "wrong shape", Fault.Answer("[1]") },
        { "cut JSON", Fault.Answer("{\"data\":[") },
        { "too large", Fault.Answer(new string(' ', 300_000)) },
        { "redirect", Fault.Redirect(new Uri("https://elsewhere.example/")) },
    };

    public static TheoryData<string> AnswersNames => Answers.Names;

    [Theory]
    [MemberData(nameof(AnswersNames))]
    public async Task Every_buffer_comes_back_once_whatever_the_answer(string what)
    {
        Fault? fault = Answers[what];
        foreach (bool always in new[] { false, true })
        {
            foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
            {
                var pool = new CheckingArrayPool();
                await using (TestClient test = await TestClient.StartAsync(
                    options => options.Resilience.MaxResponseBytes = 250_000, pool: pool))
                {
                    Plan(test.Faults(vendor), fault, always);
                    Exception? error = await Record.ExceptionAsync(() => test.GetAsync(vendor));
                    Assert.True(error is null or IntegrationLogsException, $"{what}: {error}");
                }

                await pool.AssertWholeAsync();
            }
        }
    }

    [Fact]
    public async Task Every_buffer_comes_back_when_the_token_endpoint_fails()
    {
        foreach (Fault fault in new[] { Fault.Status(401), Fault.Status(500), Fault.Answer("<html>"), Fault.Truncate(5) })
        {
            var pool = new CheckingArrayPool();
            await using (TestClient test = await TestClient.StartAsync(pool: pool))
            {
                test.Vendors.ElasticPath.TokenFaults.Always(fault);
                await Assert.ThrowsAnyAsync<IntegrationLogsException>(() => test.GetElasticPathAsync());
            }

            await pool.AssertWholeAsync();
        }
    }

    [Fact]
    public async Task Every_buffer_comes_back_when_the_replay_after_a_401_gets_no_token()
    {
        var pool = new CheckingArrayPool();
        await using (TestClient test = await TestClient.StartAsync(pool: pool))
        {
            await test.GetElasticPathAsync();
            test.Vendors.ElasticPath.ExpireTokens();
            test.Vendors.ElasticPath.TokenFaults.Always(Fault.Status(401));
            await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());
        }

        await pool.AssertWholeAsync();
    }

    [Fact]
    public async Task Every_buffer_comes_back_when_time_runs_out_or_the_caller_goes()
    {
        var pool = new CheckingArrayPool();
        using var source = new CancellationTokenSource();
        ClientTime? time = null;
        await using (TestClient test = await TestClient.StartAsync(
            options => options.Resilience.MaxRetries = 0,
            build: builder => Intercept.Add(builder, received: _ => time!.Clock.Advance(TimeSpan.FromSeconds(15))),
            pool: pool))
        {
            time = test.Time;
            test.Vendors.Sendcloud.Faults.Always(Fault.Stall(100));
            await Assert.ThrowsAsync<ApiConnectionException>(() => test.GetSendcloudAsync());
        }

        await using (TestClient test = await TestClient.StartAsync(
            build: builder => Intercept.Add(builder, received: _ => source.Cancel()), pool: pool))
        {
            test.Vendors.Sendcloud.Faults.Always(Fault.Stall(100));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.GetSendcloudAsync(source.Token));
        }

        Assert.Equal(2, pool.Rents);
        await pool.AssertWholeAsync();
    }

    [Fact]
    public async Task What_was_read_does_not_live_in_a_buffer_that_was_given_back()
    {
        // The pool spoils a buffer that comes back: a record that still reads from it would show.
        var pool = new CheckingArrayPool();
        await using TestClient test = await TestClient.StartAsync(pool: pool);
        IReadOnlyList<SendcloudLog> expected = test.Vendors.Sendcloud.Logs.Snapshot();

        var read = new List<SendcloudLog>();
        await foreach (SendcloudLog log in test.Client.Sendcloud.GetAllLogsAsync())
        {
            read.Add(log);
        }

        Assert.Equal(expected.Count, read.Count);
        Assert.Equal(expected.Select(log => log.Response?.Body.ToString()), read.Select(log => log.Response?.Body.ToString()));
        Assert.Equal(expected.Select(log => log.Exception), read.Select(log => log.Exception));
        await pool.AssertWholeAsync();
    }

    private static void Plan(FaultScript script, Fault? fault, bool always)
    {
        if (fault is null)
        {
            return;
        }

        if (always)
        {
            script.Always(fault);
        }
        else
        {
            script.Enqueue(fault);
        }
    }
}
