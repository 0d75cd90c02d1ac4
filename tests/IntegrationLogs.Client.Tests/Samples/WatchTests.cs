using System.Globalization;
using System.Text.Json;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Tests.Samples;

public sealed class WatchTests : IDisposable
{
    private static readonly Dictionary<string, string> NoAccount = [];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("watch-");

    private string Checkpoint => Path.Combine(_folder.FullName, "watch.checkpoint");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Without_an_account_the_failures_of_the_fake_vendors_come_a_line_each()
    {
        SampleResult result = await SampleProgram.Watch.RunAsync("--checkpoint", Checkpoint, "--back", "180", "--entries", "260");

        Assert.Equal(0, result.ExitCode);
        string[] failures = [.. WatchLine.FailuresOf(result)];
        string counts =
            $@"^Summary: 260 entries, {failures.Length} failures \(ElasticPath \d+, Sendcloud \d+\), \d+ failed polls, \d+ recoveries\. ";
        Assert.Matches(counts, result.OutputLines[^1]);
        Assert.EndsWith($" The next run goes on from {Checkpoint}", result.OutputLines[^1], StringComparison.Ordinal);
        Assert.Equal(failures.Length, failures.Select(WatchLine.IdOf).Distinct().Count());
        Assert.Contains(failures, line => line.Contains(" Sendcloud 495, integration ", StringComparison.Ordinal));
        Assert.Contains(failures.GroupBy(WatchLine.JobOf), attempts => attempts.Key is not null && attempts.Count() > 1);
    }

    [Fact]
    public async Task The_fake_vendors_are_the_same_in_the_next_run_after_a_kill()
    {
        using SampleProcess first = SampleProgram.Watch.Start(NoAccount, "Sendcloud", "--checkpoint", Checkpoint, "--back", "600");
        List<string> printed = await WatchLine.ReadAsync(first, 30);
        await first.KillAsync();
        printed.AddRange(WatchLine.FailuresOf(await first.EndAsync()));

        SampleResult second = await SampleProgram.Watch.RunAsync("Sendcloud", "--checkpoint", Checkpoint, "--entries", "40");
        printed.AddRange(WatchLine.FailuresOf(second));

        Assert.Equal(0, second.ExitCode);
        Assert.InRange(WatchLine.Repeated(printed), 0, 1);
        HashSet<long> seconds = [.. printed.Select(line => long.Parse(WatchLine.IdOf(line), CultureInfo.InvariantCulture))];

        // Each second has one, and one in ten is listed late. Of the last two, which have the same time, either can be the end.
        IEnumerable<long> inTime = Enumerable.Range(0, (int)(seconds.Max() - 1 - seconds.Min()))
            .Select(i => seconds.Min() + i)
            .Where(second => second % 10 != 7);
        Assert.Empty(inTime.Except(seconds));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_goes_on_where_it_was_after_Ctrl_C_and_after_a_kill(bool isKilled)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using BusyVendors vendors = await BusyVendors.StartAsync();
        string[] arguments = ["--checkpoint", Checkpoint, "--back", "600", "--interval", "0.02"];
        using SampleProcess first = SampleProgram.Watch.Start(vendors.Settings, arguments);
        List<string> printed = await WatchLine.ReadAsync(first, 25);
        await (isKilled ? first.KillAsync() : first.InterruptAsync());
        SampleResult end = await first.EndAsync();
        printed.AddRange(WatchLine.FailuresOf(end));
        Assert.Equal(isKilled ? 128 + 9 : 130, end.ExitCode);
        vendors.Arrive(20);

        using SampleProcess second = SampleProgram.Watch.Start(vendors.Settings, arguments);
        printed.AddRange(await WatchLine.ReadAsync(second, 25));
        printed.AddRange(await WatchLine.ReadUntilAsync(second, vendors.Close()));
        await second.InterruptAsync();
        end = await second.EndAsync();
        printed.AddRange(WatchLine.FailuresOf(end));

        Assert.Equal(130, end.ExitCode);
        Assert.Equal(vendors.Failures.Order(), printed.Select(WatchLine.IdOf).Distinct().Order());
        Assert.InRange(WatchLine.Repeated(printed), 0, isKilled ? 1 : 0);
    }

    [Fact]
    public async Task A_source_that_fails_and_recovers_is_told_and_the_other_goes_on()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using BusyVendors vendors = await BusyVendors.StartAsync();
        Dictionary<string, string> settings = vendors.Settings;
        settings["Resilience__MaxRetries"] = "0";
        using SampleProcess program = SampleProgram.Watch.Start(settings, "--checkpoint", Checkpoint, "--interval", "0.02");

        await program.ReadErrorsUntilAsync("ElasticPath could not be polled (503: ElasticPath answered 503");
        await program.ReadErrorsUntilAsync("ElasticPath can be polled again");
        await program.InterruptAsync();

        SampleResult result = await program.EndAsync();
        Assert.Equal(130, result.ExitCode);
        Assert.Matches(@"^Summary: .* [1-9]\d* failed polls, [1-9]\d* recoveries\. ", result.OutputLines[^1]);
    }

    [Fact]
    public async Task A_wrong_secret_is_told_and_printed_nowhere()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using FakeVendorServer server = await FakeVendorServer.StartAsync();
        Dictionary<string, string> settings = WatchSettings.For(server);
        settings["Sendcloud__SecretKey"] = "the-wrong-secret";
        using SampleProcess program = SampleProgram.Watch.Start(settings, "--checkpoint", Checkpoint, "--interval", "0.02", "Sendcloud");

        string told = await program.ReadErrorsUntilAsync("Sendcloud could not be polled (401: Sendcloud answered 401");
        await program.InterruptAsync();

        SampleResult result = await program.EndAsync();
        Assert.Equal(130, result.ExitCode);
        Assert.DoesNotContain("secret", told + result.Errors + result.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, server.ElasticPath.PageRequests);
    }

    [Fact]
    public async Task Json_is_one_object_a_line_and_nothing_else_on_standard_output()
    {
        SampleResult result = await SampleProgram.Watch.RunAsync("--json", "--checkpoint", Checkpoint, "--entries", "20");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"20 entries, {result.OutputLines.Length} failures", result.Errors, StringComparison.Ordinal);
        Assert.All(result.OutputLines, line =>
        {
            using JsonDocument parsed = JsonDocument.Parse(line);
            Assert.Contains(parsed.RootElement.GetProperty("vendor").GetString(), new[] { "elasticpath", "sendcloud" });
            Assert.Equal(JsonValueKind.Object, parsed.RootElement.GetProperty("log").ValueKind);
        });
    }

    [Fact]
    public async Task It_ends_when_its_time_is_over()
    {
        SampleResult result = await SampleProgram.Watch.RunAsync("--for", "0.01", "--checkpoint", Checkpoint);

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("Summary: ", result.OutputLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_goes_away_ends_it_without_words()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using BusyVendors vendors = await BusyVendors.StartAsync();
        using SampleProcess program = SampleProgram.Watch.Start(vendors.Settings, "--checkpoint", Checkpoint, "--interval", "0.02");
        await program.ReadLineAsync();
        program.CloseOutput();

        SampleResult result = await program.EndAsync(outputIsClosed: true);
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("fail:", result.Errors, StringComparison.Ordinal);
    }
}
