using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Tests.Samples;

public sealed class WatchRefusalTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("watch-");

    private string Checkpoint => Path.Combine(_folder.FullName, "watch.checkpoint");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Help_tells_the_options_and_exit_codes()
    {
        SampleResult result = await SampleProgram.Watch.RunAsync("--help");

        Assert.Equal(0, result.ExitCode);
        string[] options = ["--checkpoint", "--interval", "--back", "--for", "--entries", "--json", "--help"];
        Assert.All(
            [.. options, "IntegrationLogs__Sendcloud__PublicKey", "130"],
            option => Assert.Contains(option, result.Output, StringComparison.Ordinal));
        Assert.Empty(result.Errors);
    }

    [Theory]
    [InlineData("'--bogus'", "--bogus")]
    [InlineData("'Shopify'", "Shopify")]
    [InlineData("'Sendcloud/abc'", "ElasticPath", "Sendcloud/abc")]
    [InlineData("Sendcloud is there twice", "Sendcloud", "Sendcloud")]
    [InlineData("--entries", "--entries", "0")]
    [InlineData("--interval", "--interval=soon")]
    [InlineData("--interval", "--interval", "0")]
    [InlineData("--back", "--back", "1e9")]
    [InlineData("--for needs a value", "--for")]
    [InlineData("--checkpoint must be a file", "--checkpoint=")]
    [InlineData("--checkpoint must be a file, not '.'", "--checkpoint", ".")]
    [InlineData("--json takes no value", "--json=yes")]
    public async Task Wrong_options_are_one_line_that_names_them_and_exit_code_2(string named, params string[] arguments)
    {
        SampleResult result = await SampleProgram.Watch.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        string line = result.OnlyErrorLine();
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.Contains("--help", line, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task A_file_that_is_no_checkpoint_is_named_and_left_as_it_is()
    {
        await File.WriteAllTextAsync(Checkpoint, "my shopping list");

        await AssertRefusedAsync($"'{Checkpoint}'");

        Assert.Equal("my shopping list", await File.ReadAllTextAsync(Checkpoint));
    }

    [Fact]
    public async Task A_checkpoint_that_was_changed_is_named_and_left_as_it_is()
    {
        Assert.Equal(0, (await SampleProgram.Watch.RunAsync("--checkpoint", Checkpoint, "--entries", "1")).ExitCode);
        string changed = (await File.ReadAllTextAsync(Checkpoint)).Replace("ElasticPath", "elasticpath", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Checkpoint, changed);

        await AssertRefusedAsync($"'{Checkpoint}'");

        Assert.Equal(changed, await File.ReadAllTextAsync(Checkpoint));
    }

    [Fact]
    public async Task A_directory_that_does_not_exist_is_named()
    {
        string folder = Path.Combine(_folder.FullName, "none");

        await AssertRefusedAsync($"'{folder}'", "--checkpoint", Path.Combine(folder, "watch.checkpoint"));
    }

    [Fact]
    public async Task A_checkpoint_that_another_run_uses_is_named()
    {
        using var store = new FileLogCheckpointStore(Checkpoint);
        await store.LoadAsync();

        await AssertRefusedAsync($"'{Checkpoint}'");
    }

    [Fact]
    public async Task Half_of_a_pair_of_credentials_is_named_in_one_line()
    {
        var settings = new Dictionary<string, string> { ["Sendcloud__PublicKey"] = "public" };

        SampleResult result = await SampleProgram.Watch.RunAsync(settings, "--checkpoint", Checkpoint);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Sendcloud.SecretKey", result.OnlyErrorLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_without_credentials_cannot_be_watched_beside_one_with()
    {
        await using FakeVendorServer server = await FakeVendorServer.StartAsync();
        Dictionary<string, string> settings = WatchSettings.For(server);
        settings.Remove("Sendcloud__PublicKey");
        settings.Remove("Sendcloud__SecretKey");

        SampleResult result = await SampleProgram.Watch.RunAsync(settings, "--checkpoint", Checkpoint, "ElasticPath", "Sendcloud/7");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("no credentials for Sendcloud", result.OnlyErrorLine(), StringComparison.Ordinal);
    }

    private async Task AssertRefusedAsync(string named, params string[] arguments)
    {
        SampleResult result = await SampleProgram.Watch.RunAsync(arguments.Length > 0 ? arguments : ["--checkpoint", Checkpoint]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(named, result.OnlyErrorLine(), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }
}
