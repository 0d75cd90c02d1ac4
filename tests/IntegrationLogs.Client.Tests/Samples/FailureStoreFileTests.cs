namespace IntegrationLogs.Client.Tests.Samples;

/// <summary>What is not a database of the failure store, or not the right one, is refused by name and left as it is.</summary>
public sealed class FailureStoreFileTests
{
    [Theory]
    [InlineData("is no database of this sample", "CREATE TABLE orders (id INTEGER)")]
    [InlineData("is no database of this sample", "PRAGMA journal_mode = WAL; CREATE TABLE orders (id INTEGER); PRAGMA application_id = 7")]
    [InlineData("is of version 2, not 1", "CREATE TABLE notes (id INTEGER); PRAGMA application_id = 0x494C4653; PRAGMA user_version = 2")]
    public async Task Another_database_is_refused(string reason, string sql)
    {
        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();
        scene.Execute(sql);

        await AssertRefusedAsync(scene, reason);
    }

    [Fact]
    public async Task A_file_of_another_kind_is_refused()
    {
        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();
        await File.WriteAllTextAsync(scene.Database, "notes");

        await AssertRefusedAsync(scene, "is no database of this sample");
    }

    [Fact]
    public async Task A_directory_is_refused()
    {
        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();
        Directory.CreateDirectory(scene.Database);

        SampleResult result = await scene.WatchAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Equal($"failurestore: '{scene.Database}' is a directory, not a database.", result.OnlyErrorLine());
    }

    [Fact]
    public async Task An_empty_file_is_what_a_killed_run_leaves_and_is_filled()
    {
        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();
        await File.WriteAllBytesAsync(scene.Database, []);
        scene.ListSendcloud(7, "2026-11-20");

        SampleResult report = await scene.ReportAsync();
        SampleResult watch = await scene.WatchAsync();

        Assert.Equal((0, 0), (report.ExitCode, watch.ExitCode));
        Assert.Equal(1L, scene.Execute("SELECT count(*) FROM failures"));
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_read_is_refused_and_left_as_it_is()
    {
        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();
        scene.ListSendcloud(7, "2026-11-20");
        await scene.WatchAsync();
        scene.Execute("UPDATE checkpoint SET json = '{\"version\":1}'");

        SampleResult result = await scene.WatchAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(
            $"failurestore: The checkpoint in '{scene.Database}' cannot be read, and is left as it is.",
            result.OnlyErrorLine(),
            StringComparison.Ordinal);
        Assert.Equal("{\"version\":1}", scene.Execute("SELECT json FROM checkpoint"));
        Assert.Equal("Total: 1 failures; integrations: 1, days: 1", (await scene.ReportAsync()).OutputLines[^1]);
    }

    [Fact]
    public async Task Failures_of_real_accounts_and_of_the_fake_vendors_do_not_go_into_one_database()
    {
        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();
        await scene.WatchAsync();

        SampleResult result = await SampleProgram.FailureStore.RunAsync("--database", scene.Database, "--until-quiet");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            $"failurestore: '{scene.Database}' holds the failures of real accounts. Name another file for those of the fake vendors.",
            result.OnlyErrorLine());
    }

    [Fact]
    public async Task A_source_that_the_database_knows_is_not_left_out()
    {
        await using FailureStoreScene scene = await FailureStoreScene.StartAsync();
        await scene.WatchAsync("--source", "Sendcloud");
        Dictionary<string, string> settings = scene.Settings;
        settings.Remove("Sendcloud__PublicKey");
        settings.Remove("Sendcloud__SecretKey");

        SampleResult lacking = await SampleProgram.FailureStore.RunAsync(settings, "--database", scene.Database, "--until-quiet");
        SampleResult twice = await scene.WatchAsync("--source", "Sendcloud/7");
        SampleResult more = await scene.WatchAsync();

        Assert.Equal((1, 2, 0), (lacking.ExitCode, twice.ExitCode, more.ExitCode));
        Assert.Equal("failurestore: There are no credentials for Sendcloud in the environment.", lacking.OnlyErrorLine());
        Assert.Contains("Sendcloud has the logs of Sendcloud/7 too", twice.OnlyErrorLine(), StringComparison.Ordinal);
        Assert.Contains("\"ElasticPath\"", (string)scene.Execute("SELECT json FROM checkpoint")!, StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(FailureStoreScene scene, string reason)
    {
        byte[] before = await File.ReadAllBytesAsync(scene.Database);

        SampleResult watch = await scene.WatchAsync();
        SampleResult report = await scene.ReportAsync();

        Assert.All([watch, report], result =>
        {
            Assert.Equal(1, result.ExitCode);
            Assert.StartsWith($"failurestore: '{scene.Database}' {reason}", result.OnlyErrorLine(), StringComparison.Ordinal);
        });
        Assert.Equal(before, await File.ReadAllBytesAsync(scene.Database));
        Assert.Equal(["failures.db"], scene.Files);
    }
}
