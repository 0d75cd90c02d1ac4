namespace IntegrationLogs.Client.Hosting.Tests;

public sealed class RetryPausesTests
{
    [Theory]
    [InlineData(1, 0, 500)]
    [InlineData(1, 1, 1_000)]
    [InlineData(3, 0.5, 3_000)]
    [InlineData(6, 1, 32_000)]
    [InlineData(7, 1, 60_000)]
    [InlineData(100_000, 0, 30_000)]
    [InlineData(int.MaxValue, 1, 60_000)]
    public void Pauses_double_up_to_the_longest_and_their_upper_half_is_chance(int failures, double chance, int milliseconds)
    {
        var pauses = new RetryPauses(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), () => chance);

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), pauses.After(failures, new IOException()));
    }

    [Fact]
    public void A_vendor_that_wants_to_be_left_alone_is()
    {
        var pauses = new RetryPauses(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), () => 1);

        Assert.Equal(TimeSpan.FromHours(2), pauses.After(1, Limited(TimeSpan.FromHours(2))));
        Assert.Equal(TimeSpan.FromSeconds(2), pauses.After(2, Limited(TimeSpan.FromSeconds(1))));
        Assert.Equal(TimeSpan.FromDays(24), pauses.After(1, Limited(TimeSpan.FromDays(1000))));
    }

    private static ApiRateLimitException Limited(TimeSpan retryAfter) =>
        new(IntegrationVendor.Sendcloud, System.Net.HttpStatusCode.TooManyRequests, "later") { RetryAfter = retryAfter };
}
