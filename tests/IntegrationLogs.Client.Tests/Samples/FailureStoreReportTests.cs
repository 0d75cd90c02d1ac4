namespace IntegrationLogs.Client.Tests.Samples;

public sealed class FailureStoreReportTests
{
    [Fact]
    public async Task It_shows_each_integration_s_failures_by_day_as_numbers_and_bars()
    {
        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();
        await StoreAsync(scene);

        SampleResult result = await scene.ReportAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            """
            ElasticPath orders: 5

              Day          Failures
            ────────────────────────────────────────────────────────────────────────────────────────
              2026-11-18          1   ███████████████
              2026-11-20          4   ████████████████████████████████████████████████████████████
              2026-11-21          0

            Sendcloud 7: 3

              Day          Failures
            ──────────────────────────────────────────────────────────
              2026-11-18          0
              2026-11-20          1   ███████████████
              2026-11-21          2   ██████████████████████████████

            Total: 8 failures; integrations: 2, days: 3

            """.ReplaceLineEndings("\n"),
            Trimmed(result.Output));
        Assert.DoesNotContain("\u001b[", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public async Task It_shows_the_last_days_only_and_says_so()
    {
        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();
        await StoreAsync(scene);

        SampleResult result = await scene.ReportAsync("--days", "1");

        Assert.DoesNotContain("2026-11-20", result.Output, StringComparison.Ordinal);
        Assert.Contains("2026-11-21", result.Output, StringComparison.Ordinal);
        Assert.Equal("Total: 8 failures; integrations: 2, days: 3, of them shown: 1", result.OutputLines[^1]);
    }

    [Fact]
    public async Task It_can_be_read_while_failures_are_being_stored()
    {
        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();
        scene.ListSendcloud(7, "2026-11-20");
        using SampleProcess program = scene.Start();
        await program.ReadLineAsync();

        SampleResult result = await scene.ReportAsync();

        Assert.Equal("Total: 1 failures; integrations: 1, days: 1", result.OutputLines[^1]);
    }

    [Fact]
    public async Task A_database_without_failures_says_so()
    {
        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();
        await scene.WatchAsync();

        SampleResult result = await scene.ReportAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal([$"There are no failures in {scene.Database}."], result.OutputLines);
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_named_and_not_made()
    {
        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();

        SampleResult result = await scene.ReportAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Equal($"failurestore: There is no database '{scene.Database}'.", result.OnlyErrorLine());
        Assert.Empty(scene.Files);
    }

    private static async Task StoreAsync(FailureStoreScene scene)
    {
        scene.ListElasticPath("orders", "2026-11-18");
        scene.ListElasticPath("orders", "2026-11-18", succeeded: true);
        for (int i = 0; i < 4; i++)
        {
            scene.ListElasticPath("orders", "2026-11-20");
        }

        scene.ListSendcloud(7, "2026-11-20");
        scene.ListSendcloud(7, "2026-11-21");
        scene.ListSendcloud(7, "2026-11-21");
        Assert.Equal(0, (await scene.WatchAsync()).ExitCode);
    }

    /// <summary>Tables are filled up with blanks.</summary>
    private static string Trimmed(string output) => string.Join('\n', output.Split('\n').Select(line => line.TrimEnd()));
}
