namespace IntegrationLogs.Client.Tests.Samples;

public sealed class FailureStoreTests
{
    [Fact]
    public async Task Failures_are_stored_once_and_what_succeeded_moves_the_checkpoint_only()
    {
        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();
        scene.ListElasticPath("orders", "2026-11-20");
        scene.ListElasticPath("orders", "2026-11-20", succeeded: true);
        scene.ListSendcloud(7, "2026-11-20");

        SampleResult first = await scene.WatchAsync();
        scene.ListElasticPath("orders", $"{DateTimeOffset.UtcNow.AddDays(1):yyyy-MM-dd}");
        SampleResult second = await scene.WatchAsync();

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains($"Stored 2 failures of 3 new logs in {scene.Database}.", first.OutputLines);
        Assert.Contains($"Stored 1 failures of 1 new logs in {scene.Database}.", second.OutputLines);
        Assert.Equal(3L, scene.Execute("SELECT count(*) FROM failures"));

        // One to begin with, and one after each log; the second run begins with what is there.
        Assert.Equal(6L, scene.Execute("SELECT revision FROM checkpoint"));
    }

    [Fact]
    public async Task Addresses_and_messages_are_stored_for_the_owner_of_the_file_and_not_shown()
    {
        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();
        scene.ListElasticPath("orders", "2026-11-20");
        scene.ListSendcloud(7, "2026-11-20");

        SampleResult watch = await scene.WatchAsync();
        SampleResult report = await scene.ReportAsync();

        Assert.All(
            [watch.Output, watch.Errors, report.Output, report.Errors],
            text => Assert.DoesNotContain(FailureStoreScene.ShopSecret, text, StringComparison.Ordinal));
        Assert.Contains("Sendcloud log 2: integration 7, failed, status 500, 2026-11-20", watch.Output, StringComparison.Ordinal);
        Assert.Equal(1L, scene.Execute($"SELECT count(*) FROM failures WHERE message = '{FailureStoreScene.ShopSecret}'"));
        Assert.Equal(1L, scene.Execute($"SELECT count(*) FROM failures WHERE url LIKE '%{FailureStoreScene.ShopSecret}'"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(scene.Database));
        }
    }

    [Fact]
    public async Task Now_leaves_out_what_was_listed_before()
    {
        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();
        scene.ListSendcloud(7, "2026-11-20");

        SampleResult result = await scene.WatchAsync("--since", "now");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"Stored 0 failures of 0 new logs in {scene.Database}.", result.OutputLines);
        Assert.Equal(1L, scene.Execute("SELECT count(*) FROM checkpoint"));
    }

    [Fact]
    public async Task Without_an_account_each_run_finds_the_logs_of_the_one_before_and_the_report_counts_them()
    {
        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();

        SampleResult first = await SampleProgram.FailureStore.RunAsync("--database", scene.Database, "--until-quiet");
        SampleResult second = await SampleProgram.FailureStore.RunAsync("--database", scene.Database, "--until-quiet");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.InRange(first.OutputLines.Length, 100, 2_000);
        Assert.InRange(second.OutputLines.Length, 2, 100);
        Assert.StartsWith("They are made up", second.OutputLines[^1], StringComparison.Ordinal);
        SampleResult report = await scene.ReportAsync();
        string total = $"Total: {scene.Execute("SELECT count(*) FROM failures")} failures;";
        Assert.StartsWith(total, report.OutputLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_with_exit_code_130_and_its_totals()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();
        scene.ListSendcloud(7, "2026-11-20");
        using SampleProcess program = scene.Start();
        await program.ReadLineAsync();

        await program.InterruptAsync();

        SampleResult result = await program.EndAsync();
        Assert.Equal(130, result.ExitCode);
        Assert.Equal([$"Stored 1 failures of 1 new logs in {scene.Database}."], result.OutputLines);
        Assert.Empty(result.Errors);
        Assert.Equal(["failures.db"], scene.Files);
    }

    [Fact]
    public async Task A_vendor_that_cannot_be_asked_is_named_and_the_others_failures_are_stored()
    {
        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();
        scene.ListSendcloud(7, "2026-11-20");
        scene.Vendors.ElasticPath.Faults.Always(Client.Testing.Fault.Status(503));

        SampleResult result = await scene.WatchAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("failurestore: ElasticPath failed, 1 time in a row", result.Errors, StringComparison.Ordinal);
        Assert.Equal(1L, scene.Execute("SELECT count(*) FROM failures"));
    }

    [Fact]
    public async Task A_second_program_on_the_same_database_ends_the_first_before_it_stores_anything_twice()
    {
        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();
        scene.ListSendcloud(7, "2026-11-20");
        using SampleProcess program = scene.Start();
        await program.ReadLineAsync();

        SampleResult second = await scene.WatchAsync();
        scene.ListSendcloud(7, $"{DateTimeOffset.UtcNow.AddDays(1):yyyy-MM-dd}");

        SampleResult first = await program.EndAsync();
        Assert.Equal((1, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal($"failurestore: Another program stores failures in '{scene.Database}'.", first.OnlyErrorLine());
        Assert.Equal(1L, scene.Execute("SELECT count(*) FROM failures"));
    }

    [Fact]
    public async Task Help_tells_the_options_and_exit_codes()
    {
        SampleResult result = await SampleProgram.FailureStore.RunAsync("--help");

        Assert.Equal(0, result.ExitCode);
        Assert.All(
            ["--database", "--source", "--since", "--interval", "--until-quiet", "--report", "--days", "--help", "Exit codes"],
            option => Assert.Contains(option, result.Output, StringComparison.Ordinal));
        Assert.Empty(result.Errors);
    }

    [Theory]
    [InlineData("--bogus")]
    [InlineData("--database")]
    [InlineData("--database=")]
    [InlineData("--since", "yesterday")]
    [InlineData("--interval", "0")]
    [InlineData("--interval", "-1")]
    [InlineData("--source", "Shopify")]
    [InlineData("--report", "--since", "now")]
    [InlineData("--report", "--days", "0")]
    [InlineData("--days", "3")]
    [InlineData("--until-quiet=yes")]
    public async Task Wrong_options_are_one_line_and_exit_code_2(params string[] arguments)
    {
        SampleResult result = await SampleProgram.FailureStore.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--help", result.OnlyErrorLine(), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }
}
