using System.Text.Json;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>Lines of JSON in files.</summary>
public sealed class JsonLinesSinkTests : IDisposable
{
    private static readonly TimeSpan Minute = HostedSendcloud.Minute;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jsonlines");
    private readonly SimulatedSendcloud _vendor = new() { Integrations = [new SendcloudIntegration { Id = 1, ShopName = "Shop A" }] };
    private readonly ObservableTimeProvider _time = new(new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero));
    private readonly SinkStores _stores = new();

    private string Path => System.IO.Path.Combine(_directory.FullName, "logs.jsonl");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Failures_and_incidents_are_lines_with_their_keys_and_nothing_that_may_be_secret()
    {
        await using SinkHost host = await StartAsync();
        Fail(1);
        await host.AdvanceAsync(Minute);

        JsonElement[] lines = Lines(Path);
        Assert.Equal(["integrationlogs.entry.failed", "integrationlogs.incident.opened"], lines.Select(line => line.GetProperty("type").GetString()));
        Assert.Equal(("/Sendcloud/1/1", 404), (lines[0].GetProperty("key").GetString(), lines[0].GetProperty("statusCode").GetInt32()));
        Assert.Equal("Shop A", lines[1].GetProperty("integrationName").GetString());
        Assert.Equal(_time.GetUtcNow(), lines[0].GetProperty("writtenAt").GetDateTimeOffset());
        Assert.DoesNotContain("canary", ReadShared(Path), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", host.Telemetry, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        }
    }

    [Fact]
    public async Task A_full_file_is_kept_beside_a_new_one_and_the_oldest_are_deleted()
    {
        await using SinkHost host = await StartAsync(options => (options.Content, options.BatchSize, options.MaxFileBytes, options.MaxFiles) =
            (SinkContent.Failures, 2, 1, 2));
        File.WriteAllText(System.IO.Path.Combine(_directory.FullName, "logs.other.jsonl"), "mine");
        for (int id = 1; id <= 8; id++)
        {
            Fail(id);
        }

        await host.AdvanceAsync(Minute);

        string[] files = [.. _directory.GetFiles("*.jsonl").Select(file => file.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(["logs.20261127T120100-0001.jsonl", "logs.20261127T120100-0002.jsonl", "logs.jsonl", "logs.other.jsonl"], files);
        Assert.Equal(
            ["/Sendcloud/1/3", "/Sendcloud/1/4", "/Sendcloud/1/5", "/Sendcloud/1/6", "/Sendcloud/1/7", "/Sendcloud/1/8"],
            files[..3].SelectMany(file => Keys(System.IO.Path.Combine(_directory.FullName, file))));
    }

    [Fact]
    public async Task Another_file_is_begun_each_day_and_a_restart_knows_the_day()
    {
        void Daily(JsonLinesSinkOptions options) => (options.Content, options.Daily) = (SinkContent.Failures, true);
        await using (SinkHost first = await StartAsync(Daily))
        {
            Fail(1);
            await first.AdvanceAsync(Minute);
        }

        _time.Advance(TimeSpan.FromHours(11));
        await using (SinkHost sameDay = await StartAsync(Daily))
        {
            Fail(2);
            await sameDay.AdvanceAsync(Minute);
            Assert.Equal(["/Sendcloud/1/1", "/Sendcloud/1/2"], Keys(Path));
        }

        _time.Advance(TimeSpan.FromHours(1));
        await using SinkHost nextDay = await StartAsync(Daily);
        Fail(3);
        await nextDay.AdvanceAsync(Minute);

        Assert.Equal(["/Sendcloud/1/3"], Keys(Path));
        Assert.Equal(["/Sendcloud/1/1", "/Sendcloud/1/2"], Keys(Assert.Single(_directory.GetFiles("logs.20261128*.jsonl")).FullName));
    }

    [Theory]
    [InlineData("{\"key\":\"torn")]
    [InlineData("x")]
    public async Task What_a_crash_left_of_a_line_is_cut(string torn)
    {
        await using (SinkHost first = await StartAsync(options => options.Content = SinkContent.Failures))
        {
            Fail(1);
            await first.AdvanceAsync(Minute);
        }

        File.AppendAllText(Path, torn);
        await using SinkHost next = await StartAsync(options => options.Content = SinkContent.Failures);
        Fail(2);
        await next.AdvanceAsync(Minute);

        Assert.Equal(["/Sendcloud/1/1", "/Sendcloud/1/2"], Keys(Path));
    }

    [Fact]
    public async Task A_file_that_has_only_a_torn_line_begins_anew()
    {
        File.WriteAllText(Path, new string('x', 200_000));
        await using SinkHost host = await StartAsync(options => options.Content = SinkContent.Failures);
        Fail(1);
        await host.AdvanceAsync(Minute);

        Assert.Equal(["/Sendcloud/1/1"], Keys(Path));
    }

    [Fact]
    public async Task A_disk_that_refuses_is_tried_again_and_nothing_is_lost()
    {
        await using SinkHost host = await StartAsync(options => options.Content = SinkContent.Failures);
        Directory.CreateDirectory(Path);
        Fail(1);
        await host.AdvanceAsync(Minute);
        Fail(2);

        Assert.Contains(
            host.Watched.Logs.Lines,
            line => line.StartsWith(
                $"Warning 70 SinkFailed The watch '{host.Name}.jsonlines': the sink 'jsonlines' did not take a batch of Sendcloud/1. '{Path}' cannot be written: ",
                StringComparison.Ordinal));
        Directory.Delete(Path);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        await host.AdvanceAsync(Minute);
        Assert.Equal(["/Sendcloud/1/1", "/Sendcloud/1/2"], Keys(Path));
    }

    [Fact]
    public async Task A_file_that_another_writer_has_is_waited_for()
    {
        await using SinkHost host = await StartAsync(options => options.Content = SinkContent.Failures);
        using (var other = new JsonLinesFile(Path, mostBytes: null, daily: false, mostFiles: 1))
        {
            other.Append([], _time.GetUtcNow());
            Fail(1);
            await host.AdvanceAsync(Minute);
            Assert.Contains(host.Watched.Logs.Lines, line => line.Contains(" SinkFailed ", StringComparison.Ordinal));
        }

        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(["/Sendcloud/1/1"], Keys(Path));
    }

    private static string[] Keys(string path) => [.. Lines(path).Select(line => line.GetProperty("key").GetString()!)];

    private static JsonElement[] Lines(string path) =>
        [.. ReadShared(path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>As another program reads it, while the sink has it open.</summary>
    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private Task<SinkHost> StartAsync(Action<JsonLinesSinkOptions>? configure = null) =>
        SinkHost.StartAsync(_vendor, _time, _stores.Of, watch => watch.ToJsonLines(Path, configure));

    private void Fail(long id)
    {
        _time.Advance(TimeSpan.FromTicks(1));
        _vendor.InsertByTime(SinkHost.Failure(id, _time.GetUtcNow()));
    }
}
