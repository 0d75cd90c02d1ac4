using System.Net;
using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>More new logs between two polls than Elastic Path lets be read.</summary>
public sealed class BurstBeyondTheOffsetLimitTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly LogSource Source = LogSource.ElasticPath();

    [Fact]
    public void Each_log_comes_once_or_is_part_of_a_gap_that_was_told() =>
        Properties.ForSeeds(random => RunAsync(random, offsetLimit: 60, pageSize: 10).GetAwaiter().GetResult(), cases: 300);

    [Fact]
    public void So_it_is_at_the_real_limit() =>
        Properties.ForSeeds(random => RunAsync(random, offsetLimit: 10_000, pageSize: 100).GetAwaiter().GetResult(), cases: 10);

    private static async Task RunAsync(Random random, int offsetLimit, int pageSize)
    {
        var vendor = new SimulatedElasticPath { OffsetLimit = offsetLimit };
        var time = new ObservableTimeProvider();
        int failsOnceIn = random.OneOf(int.MaxValue, 20, 5);
        vendor.Refusal = () => random.Once(failsOnceIn)
            ? new VendorApiException(IntegrationVendor.ElasticPath, HttpStatusCode.BadGateway, "down")
            : null;
        var feed = new IntegrationLogFeed(vendor, WatchedSendcloud.Runtime(time));
        var options = new PollOptions { Jitter = 0, PageSize = pageSize, MaxPages = random.OneOf(1, 3, 10, 200), PollInterval = Interval };
        var checkpoint = SourceCheckpoint.Create(Source, time.GetUtcNow());
        List<string?> found = [];
        List<SourceGap> gaps = [];
        for (int round = random.Next(2, 8); round > 0; round--)
        {
            for (int logs = random.OneOf(0, 1, pageSize, offsetLimit - random.Next(pageSize), offsetLimit + random.Next(offsetLimit)); logs > 0; logs--)
            {
                time.Advance(TimeSpan.FromTicks(random.Next(1, 1000)));
                vendor.Add($"log-{vendor.Logs.Count}", time.GetUtcNow());
            }

            time.Advance(Interval);
            for (int polls = random.Next(1, 4); polls > 0; polls--)
            {
                await PollAsync();
            }
        }

        vendor.Refusal = () => null;
        TimeSpan pause;
        int left = 1000;
        do
        {
            pause = await PollAsync();
            Assert.True(left-- > 0, "It never ends.");
        }
        while (pause == TimeSpan.Zero || !checkpoint.IsCaughtUp);

        Assert.Equal(found.Distinct(), found);
        string?[] lost =
        [
            .. vendor.Logs.Where(log => !gaps.Any(gap => !(log.CreatedAt <= gap.From) && !(log.CreatedAt > gap.Until)))
                .Select(log => log.Id).Except(found),
        ];
        Assert.True(lost.Length == 0, $"Lost {lost.Length}: {string.Join(", ", lost.Take(20))}; gaps {string.Join("; ", gaps)}");

        async Task<TimeSpan> PollAsync()
        {
            try
            {
                SourcePoll poll = await feed.PollAsync(Source, checkpoint, options);
                found.AddRange(poll.Entries.Select(entry => entry.LogId));
                gaps.AddRange(poll.Gaps);
                checkpoint = SourceCheckpoint.Parse(poll.After.ToJson());
                return poll.NextPollIn;
            }
            catch (VendorApiException)
            {
                // The first page failed: nothing has changed.
                return Interval;
            }
        }
    }
}
