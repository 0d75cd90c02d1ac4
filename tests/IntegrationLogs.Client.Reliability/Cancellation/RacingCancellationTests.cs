using IntegrationLogs.Client.Reliability.Infrastructure;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Reliability.Cancellation;

/// <summary>A cancellation that meets something else: it is a cancellation all the same.</summary>
public sealed class RacingCancellationTests
{
    public static TheoryData<string, Fault> Failures => new()
    {
        { "503", Fault.Status(503) },
        { "429 with Retry-After", Fault.Status(429, retryAfter: "7") },
        { "429 with a Retry-After that is too long", Fault.Status(429, retryAfter: "3600") },
        { "404", Fault.Status(404) },
        { "401", Fault.Status(401) },
        { "reset inside the body", Fault.ResetInsideBody(100) },
        { "truncated", Fault.Truncate(100) },
        { "damaged compression", Fault.Bytes("no gzip"u8.ToArray(), "gzip") },
        { "HTML", Fault.Answer("<html></html>", "text/html") },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_call_that_is_cancelled_as_its_answer_fails_is_cancelled(string what, Fault fault)
    {
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await CancelAsTheAnswerEndsAsync(vendor, maxRetries: 3, what, fault);
            await CancelAsTheAnswerEndsAsync(vendor, maxRetries: 0, what, fault);
        }
    }

    private static async Task CancelAsTheAnswerEndsAsync(IntegrationVendor vendor, int maxRetries, string what, Fault fault)
    {
        using var canceller = new Canceller(TokenPlace.Method);
        VendorLogs? logs = null;
        await using Trial trial = await Trial.StartAsync(
            options => options.Resilience.MaxRetries = maxRetries,
            build: builder => BodyWatch.Add(builder, afterBytes: -1, waits: () => { }, ended: () =>
            {
                if (logs!.Faults.RequestsSeen == 1)
                {
                    canceller.Cancel();
                }
            }));
        logs = new VendorLogs(trial, vendor);
        logs.Faults.At(1, fault);

        Exception? error = await trial.RecordAsync(() => logs.GetIntegrationAsync(canceller.Method));

        Assert.True(error is OperationCanceledException, $"{vendor}, {maxRetries} retries, {what}: {error}");
        Assert.Equal(canceller.Method, ((OperationCanceledException)error).CancellationToken);
        Assert.Equal(1, logs.Faults.RequestsSeen);
        Assert.Empty(trial.Time.Waits);
    }
}
