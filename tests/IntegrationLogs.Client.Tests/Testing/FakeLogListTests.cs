using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Tests.Testing;

public sealed class FakeLogListTests
{
    [Fact]
    public async Task A_list_takes_and_gives_records_at_any_place()
    {
        await using var server = await FakeVendorServer.StartAsync(options => options.ElasticPath.LogCount = 3);
        FakeLogList<ElasticPathLog> logs = server.ElasticPath.Logs;
        IReadOnlyList<ElasticPathLog> start = logs.Snapshot();
        var mine = new ElasticPathLog { Id = "mine" };

        logs.Insert(1, mine);
        ElasticPathLog newest = logs.InsertNew(0);
        ElasticPathLog appended = logs.AddNew();
        logs.Add(mine);
        logs.RemoveAt(1);

        Assert.Equal([newest, mine, start[1], start[2], appended, mine], logs.Snapshot());
        Assert.Equal(2, logs.Remove(log => log.Id == "mine"));
        Assert.Equal(4, logs.Count);
        Assert.True(appended.CreatedAt > newest.CreatedAt && newest.CreatedAt > start[0].CreatedAt);
        logs.Clear();
        Assert.Empty(logs.Snapshot());
        Assert.Equal(3, start.Count);
    }

    [Fact]
    public async Task A_place_outside_the_list_is_refused()
    {
        await using var server = await FakeVendorServer.StartAsync(options => options.Sendcloud.LogCount = 1);
        FakeLogList<SendcloudLog> logs = server.Sendcloud.Logs;

        Assert.Throws<ArgumentOutOfRangeException>(() => logs.InsertNew(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => logs.InsertNew(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => logs.RemoveAt(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => logs.Insert(2, new SendcloudLog()));
        Assert.Equal(1, logs.Count);
    }

    [Fact]
    public async Task Many_threads_can_change_a_list_at_once()
    {
        await using var server = await FakeVendorServer.StartAsync(options => options.Sendcloud.LogCount = 0);
        FakeLogList<SendcloudLog> logs = server.Sendcloud.Logs;

        Parallel.For(0, 1000, _ => logs.AddNew());

        Assert.Equal(1000, logs.Snapshot().Select(log => log.Id).Distinct().Count());
    }
}
