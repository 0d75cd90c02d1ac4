using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.CircuitBreaker;

namespace IntegrationLogs.Client.Tests.Http;

/// <summary>A handler that sends nothing, such as an open circuit breaker, is told as documented.</summary>
public sealed class RefusingHandlersTests
{
    private static readonly Cases<Exception> Refusals = new()
    {
        { "an open circuit", new BrokenCircuitException("The circuit is open.") },
        { "an isolated circuit", new IsolatedCircuitException("The circuit is isolated.") },
        { "a rejection of its own", new OwnRejection("No more calls.") },
    };

    public static TheoryData<string, bool> Rows
    {
        get
        {
            var rows = new TheoryData<string, bool>();
            foreach (string row in Refusals.Names)
            {
                rows.Add(row, true);
                rows.Add(row, false);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task It_is_a_connection_exception_with_the_refusal_inside(string what, bool isOutside)
    {
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using TestClient test = await TestClient.StartAsync(build: builder => FunctionHandler.Add(
                vendor == IntegrationVendor.ElasticPath ? builder.ElasticPath : builder.Sendcloud,
                isOutside,
                (_, _, _) => throw Refusals[what]));

            var error = await Assert.ThrowsAsync<ApiConnectionException>(() => test.GetAsync(vendor));

            Assert.Equal((vendor, false), (error.Vendor, error.IsTimeout));
            Assert.Same(Refusals[what], error.InnerException);
            Assert.Contains(Refusals[what].Message.TrimEnd('.'), error.Message, StringComparison.Ordinal);
            Assert.Empty(test.Vendors.Requests);
            Assert.Empty(test.Time.Waits);
        }
    }

    [Fact]
    public async Task A_circuit_that_opens_under_the_clients_attempts_ends_them()
    {
        ResiliencePipeline<HttpResponseMessage> breaker = new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                MinimumThroughput = 2,
                FailureRatio = 0.1,
                BreakDuration = TimeSpan.FromHours(1),
                ShouldHandle = args => new(args.Outcome.Result?.IsSuccessStatusCode is not true),
            })
            .Build();
        await using TestClient test = await TestClient.StartAsync(build: builder => FunctionHandler.Add(
            builder.Sendcloud, isOutside: false, (_, send, token) => breaker.ExecuteAsync(async _ => await send(), token).AsTask()));
        test.Vendors.Sendcloud.Faults.Always(IntegrationLogs.Client.Testing.Fault.Status(503));

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => test.GetSendcloudAsync());

        Assert.IsType<BrokenCircuitException>(error.InnerException);
        Assert.Equal(2, test.PageRequests);
    }

    private sealed class OwnRejection(string message) : ExecutionRejectedException(message);
}
