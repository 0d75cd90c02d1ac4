using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Timeout;

namespace IntegrationLogs.Client.Tests.Http;

/// <summary>A time-out is one whoever set it, and its message says whether it was this client's.</summary>
public sealed class OtherTimeoutsTests
{
    private const string NotOurs = "a time limit that is not one of this client's: ";

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    private static readonly Cases<Func<Func<Task<HttpResponseMessage>>, CancellationToken, Task<HttpResponseMessage>>> Handlers = new()
    {
        { "Polly", PollyAsync },
        { "a TimeoutException", async (_, token) => await Never(token).WaitAsync(Short, token) },
        {
            "a cancellation of its own",
            async (_, token) =>
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
                await limit.CancelAsync();
                return await Never(limit.Token);
            }
        },
        {
            "a cancellation with a cause",
            (_, _) => throw new TaskCanceledException("It took too long.", new TimeoutException("20 ms"))
        },
    };

    public static TheoryData<string> HandlersNames => Handlers.Names;

    [Theory]
    [MemberData(nameof(HandlersNames))]
    public async Task A_handlers_time_out_inside_retry_is_tried_again_and_told(string what)
    {
        int sent = 0;
        await using TestClient test = await TestClient.StartAsync(build: builder => FunctionHandler.Add(
            builder.Sendcloud,
            isOutside: false,
            (_, send, token) =>
            {
                sent++;
                return Handlers[what](send, token);
            }));

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => test.GetSendcloudAsync());

        Assert.Equal((true, 4, 4), (error.IsTimeout, error.Attempts, sent));
        Assert.Contains(NotOurs, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Resilience.", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.InnerException);
    }

    [Theory]
    [MemberData(nameof(HandlersNames))]
    public async Task A_handlers_time_out_outside_of_the_client_is_told(string what)
    {
        await using TestClient test = await TestClient.StartAsync(build: builder => FunctionHandler.Add(
            builder.Sendcloud, isOutside: true, (_, send, token) => Handlers[what](send, token)));

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => test.GetSendcloudAsync());

        Assert.Equal((true, 0), (error.IsTimeout, error.Attempts));
        Assert.Contains(NotOurs, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_out_of_Polly_that_lasts_as_long_as_ours_is_not_taken_for_it()
    {
        IntegrationLogsClientOptions options = TestClient.SendcloudAt(RawServer.ClosedPort());
        options.Resilience.AttemptTimeout = TimeSpan.FromMilliseconds(20);
        await using IntegrationLogsClient client = TestClient.Create(
            options,
            new ClientTime(options.Resilience),
            builder => FunctionHandler.Add(builder.Sendcloud, isOutside: false, (_, send, token) => PollyAsync(send, token)));

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => TestClient.GetAsync(client, IntegrationVendor.Sendcloud));

        Assert.Contains(NotOurs, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_out_of_the_HttpClient_is_told()
    {
        await using TestClient test = await TestClient.StartAsync(
            build: builder => builder.Sendcloud.ConfigureHttpClient(http => http.Timeout = TimeSpan.FromMilliseconds(50)));
        test.Vendors.Sendcloud.Faults.Always(Fault.StallBeforeHeaders());

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => test.GetSendcloudAsync());

        Assert.Equal((true, 1), (error.IsTimeout, error.Attempts));
        Assert.Contains(NotOurs, error.Message, StringComparison.Ordinal);
        Assert.Contains("HttpClient.Timeout", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_limit_for_a_connection_is_told()
    {
        await using TestClient test = await TestClient.StartAsync(build: builder =>
            builder.Sendcloud.ConfigurePrimaryHttpMessageHandler((handler, _) =>
            {
                ((SocketsHttpHandler)handler).ConnectTimeout = TimeSpan.FromMilliseconds(1);
                ((SocketsHttpHandler)handler).ConnectCallback = async (_, token) =>
                {
                    await Task.Delay(Timeout.Infinite, token);
                    return Stream.Null;
                };
            }));

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => test.GetSendcloudAsync());

        Assert.Equal((true, 4), (error.IsTimeout, error.Attempts));
        Assert.Contains(NotOurs, error.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectTimeout", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callers_cancellation_stays_one_under_any_of_them()
    {
        using var source = new CancellationTokenSource();
        using var telemetry = new Telemetry();
        await using TestClient test = await TestClient.StartAsync(build: builder =>
        {
            builder.Services.AddLogging(logging => logging.AddProvider(telemetry));
            FunctionHandler.Add(builder.Sendcloud, isOutside: false, async (_, _, token) =>
            {
                await source.CancelAsync();
                return await Never(token);
            });
        });

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.GetSendcloudAsync(source.Token));

        Assert.Equal(source.Token, error.CancellationToken);
        Assert.Empty(test.Time.Waits);
        Assert.DoesNotContain(telemetry.Logs, text => text.Contains("Retrying", StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> PollyAsync(Func<Task<HttpResponseMessage>> send, CancellationToken cancellationToken) =>
        new ResiliencePipelineBuilder().AddTimeout(new TimeoutStrategyOptions { Timeout = Short }).Build()
            .ExecuteAsync(async token => await Never(token), cancellationToken).AsTask();

    private static async Task<HttpResponseMessage> Never(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException();
    }
}
