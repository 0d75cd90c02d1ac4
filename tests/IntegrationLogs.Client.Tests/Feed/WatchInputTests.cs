using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

public sealed class WatchInputTests
{
    private static readonly LogSource[] Good = [LogSource.Sendcloud(1)];

    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();

    private IIntegrationLogFeed Feed => WatchedSendcloud.Feed(_vendor, _time);

    public static TheoryData<WatchOptions, string> BadOptions => new()
    {
        { new WatchOptions { PollInterval = TimeSpan.Zero }, "PollInterval must be more than zero and at most 24 days." },
        { new WatchOptions { PollInterval = TimeSpan.FromSeconds(-1) }, "WatchOptions.PollInterval" },
        { new WatchOptions { PollInterval = TimeSpan.FromDays(25) }, "WatchOptions.PollInterval" },
        { new WatchOptions { AllowedLateness = TimeSpan.Zero }, "AllowedLateness must be more than zero and at most 24 days." },
        { new WatchOptions { AuditInterval = TimeSpan.Zero }, "WatchOptions.AuditInterval" },
        { new WatchOptions { MaxPages = 0 }, "MaxPages must be 1 to 1000." },
        { new WatchOptions { MaxPages = 1001 }, "WatchOptions.MaxPages" },
        { new WatchOptions { AllowedLateness = TimeSpan.FromTicks(-1) }, "WatchOptions.AllowedLateness" },
        { new WatchOptions { MaxErrorPause = TimeSpan.Zero }, "WatchOptions.MaxErrorPause" },
        { new WatchOptions { Jitter = -0.1 }, "Jitter must be 0 to 1." },
        { new WatchOptions { Jitter = 1.1 }, "WatchOptions.Jitter" },
        { new WatchOptions { Jitter = double.NaN }, "WatchOptions.Jitter" },
        { new WatchOptions { MaxConcurrency = 0 }, "MaxConcurrency must be 1 to 100." },
        { new WatchOptions { MaxConcurrency = 101 }, "WatchOptions.MaxConcurrency" },
        { new WatchOptions { PageSize = 1 }, "PageSize must be 2 to 100." },
        { new WatchOptions { PageSize = 101 }, "WatchOptions.PageSize" },
        { new WatchOptions { Start = null! }, "WatchOptions.Start is null." },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void Options_out_of_range_are_named_at_the_call(WatchOptions options, string named)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => Feed.WatchAsync(Good, options));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _vendor.Requests);
    }

    [Fact]
    public void Sources_that_cannot_be_watched_are_named_at_the_call()
    {
        Assert.Throws<ArgumentNullException>(() => Feed.WatchAsync(null!));
        Assert.Contains("no source", Assert.Throws<ArgumentException>(() => Feed.WatchAsync([])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "Sendcloud/1 comes twice",
            Assert.Throws<ArgumentException>(() => Feed.WatchAsync([.. Good, .. Good])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "not configured",
            Assert.Throws<InvalidOperationException>(() => Feed.WatchAsync([LogSource.ElasticPath()])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_of_other_sources_is_named_at_the_call()
    {
        LogSource[] two = [.. Good, LogSource.Sendcloud(2)];
        var ofOne = LogCheckpoint.Create(Good, _time.GetUtcNow());
        var ofTwo = LogCheckpoint.Create(two, _time.GetUtcNow());

        var unknown = Assert.Throws<ArgumentException>(() => Feed.WatchAsync(two, new WatchOptions { Start = WatchStart.After(ofOne) }));

        Assert.Contains("it does not know Sendcloud/2, which is to be watched", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("LogCheckpoint.ForSources", unknown.Message, StringComparison.Ordinal);
        Feed.WatchAsync(Good, new WatchOptions { Start = WatchStart.After(ofTwo) });
        Feed.WatchAsync(two, new WatchOptions { Start = WatchStart.After(ofOne.ForSources(two, _time.GetUtcNow())) });
        Feed.WatchAsync(Good, new WatchOptions { Start = WatchStart.After(ofTwo.ForSources(Good, _time.GetUtcNow())) });
    }

    [Fact]
    public void Nothing_is_sent_before_the_stream_is_enumerated()
    {
        Feed.WatchAsync(Good);

        Assert.Equal((0, 0), (_vendor.Requests, _time.PendingTimers));
    }
}
