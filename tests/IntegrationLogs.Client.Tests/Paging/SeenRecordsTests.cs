using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.Tests.Paging;

public class SeenRecordsTests
{
    [Fact]
    public void A_record_is_new_once()
    {
        var seen = new SeenRecords();

        Assert.False(seen.Contains(5));
        Assert.True(seen.Add(5));
        Assert.False(seen.Add(5));
        Assert.True(seen.Contains(5));
        Assert.True(seen.IsComplete);
        Assert.Equal([5UL], seen.Recent);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(64)]
    [InlineData(1000)]
    public void Up_to_its_capacity_all_are_known_and_beyond_it_at_least_the_latest_half(int capacity)
    {
        var seen = new SeenRecords(capacity: capacity);
        for (ulong record = 1; record <= (ulong)capacity * 5; record++)
        {
            Assert.True(seen.Add(record));
            Assert.Equal(record <= (ulong)capacity, seen.IsComplete);
            ulong known = Math.Min(record, (ulong)capacity / 2);
            Assert.All(Enumerable.Range(0, (int)known), back => Assert.True(seen.Contains(record - (ulong)back)));
        }

        int remembered = Enumerable.Range(1, capacity * 5).Count(record => seen.Contains((ulong)record));
        Assert.InRange(remembered, capacity / 2, capacity);
        Assert.False(seen.Contains(1));
    }

    [Fact]
    public void The_32_latest_are_told_oldest_first()
    {
        var seen = new SeenRecords(capacity: 10);
        for (ulong record = 1; record <= 100; record++)
        {
            seen.Add(record);
            Assert.Equal(Math.Min(record, 32), (ulong)seen.Recent.Length);
        }

        Assert.Equal(Enumerable.Range(69, 32).Select(record => (ulong)record), seen.Recent);
    }

    [Fact]
    public void A_repeated_record_is_not_told_twice()
    {
        var seen = new SeenRecords();
        seen.Add(1);
        seen.Add(2);
        seen.Add(1);

        Assert.Equal([1UL, 2UL], seen.Recent);
    }

    [Fact]
    public void After_a_resume_it_knows_what_it_was_told_and_that_it_does_not_know_all()
    {
        var seen = new SeenRecords([7, 8, 9]);

        Assert.False(seen.IsComplete);
        Assert.True(seen.Contains(8));
        Assert.Equal([7UL, 8UL, 9UL], seen.Recent);
        Assert.False(new SeenRecords([]).IsComplete);
    }

    [Fact]
    public void After_a_resume_it_never_knows_all_however_much_it_forgets()
    {
        var seen = new SeenRecords([1000], capacity: 4);
        for (ulong record = 1; record <= 20; record++)
        {
            seen.Add(record);
            Assert.False(seen.IsComplete);
        }
    }

    [Fact]
    public void Its_real_capacity_is_a_hundred_thousand()
    {
        var seen = new SeenRecords();
        for (ulong record = 1; record <= 100_000; record++)
        {
            seen.Add(RecordFingerprint.Of((long)record));
        }

        Assert.True(seen.IsComplete);
        Assert.True(seen.Contains(RecordFingerprint.Of(1)));
        seen.Add(RecordFingerprint.Of(100_001));
        Assert.False(seen.IsComplete);
        Assert.False(seen.Contains(RecordFingerprint.Of(1)));
        Assert.True(seen.Contains(RecordFingerprint.Of(50_001)));
    }
}
