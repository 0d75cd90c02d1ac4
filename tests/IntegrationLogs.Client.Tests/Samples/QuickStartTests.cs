using System.Text.Json;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Tests.Samples;

public sealed class QuickStartTests
{
    [Fact]
    public async Task Without_an_account_every_log_of_the_fake_vendors_comes_once_in_spite_of_the_faults()
    {
        SampleResult result = await SampleProgram.QuickStart.RunAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(
            "Totals: 10,000 logs streamed; each of the 9,999 held from start to end came exactly once: OK", result.OutputLines);
        Assert.Contains("Elastic Path: 6,000 logs, 4,200 failed", result.Output, StringComparison.Ordinal);
        Assert.Contains("Sendcloud: 4,000 logs, 4,000 failed", result.Output, StringComparison.Ordinal);
        Assert.Contains("Retries survived  4", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_one_object_a_line_and_nothing_else_on_standard_output()
    {
        SampleResult result = await SampleProgram.QuickStart.RunAsync("--json", "--take", "5");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(5, result.OutputLines.Length);
        Assert.All(result.OutputLines, line =>
        {
            using JsonDocument parsed = JsonDocument.Parse(line);
            Assert.Contains(parsed.RootElement.GetProperty("vendor").GetString(), new[] { "elasticpath", "sendcloud" });
            Assert.Equal(JsonValueKind.Object, parsed.RootElement.GetProperty("log").ValueKind);
        });
    }

    [Fact]
    public async Task Json_lines_read_back_as_the_vendor_s_records_of_the_one_integration_asked_for()
    {
        long integration = SampleLogs.SendcloudIntegrations(seed: 1, count: 4)[2].Id!.Value;

        SampleResult result = await SampleProgram.QuickStart.RunAsync("--json", "--integration", $"{integration}");

        Assert.Equal(0, result.ExitCode);
        Assert.True(result.OutputLines.Length > 900);
        Assert.All(result.OutputLines, line =>
        {
            using JsonDocument parsed = JsonDocument.Parse(line);
            SendcloudLog? log = parsed.RootElement.GetProperty("log").Deserialize(IntegrationLogsJsonContext.Default.SendcloudLog);
            Assert.Equal(integration, log!.IntegrationId);
        });
        Assert.Contains(": OK", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_tells_the_options_and_exit_codes()
    {
        SampleResult result = await SampleProgram.QuickStart.RunAsync("--help");

        Assert.Equal(0, result.ExitCode);
        Assert.All(
            ["--vendor", "--integration", "--take", "--json", "--help", "IntegrationLogs__ElasticPath__ClientId"],
            option => Assert.Contains(option, result.Output, StringComparison.Ordinal));
        Assert.Empty(result.Errors);
    }

    [Theory]
    [InlineData("--bogus")]
    [InlineData("something")]
    [InlineData("--take", "0")]
    [InlineData("--take=many")]
    [InlineData("--take")]
    [InlineData("--vendor", "other")]
    [InlineData("--integration", "..")]
    [InlineData("--vendor", "sendcloud", "--integration", "abc")]
    [InlineData("--json=yes")]
    public async Task Wrong_options_are_one_line_and_exit_code_2(params string[] arguments)
    {
        SampleResult result = await SampleProgram.QuickStart.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--help", result.OnlyErrorLine(), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("no-such-integration", "Elastic Path")]
    [InlineData("7", "Sendcloud")]
    public async Task An_unknown_integration_is_one_line_and_exit_code_1(string integration, string vendor)
    {
        SampleResult result = await SampleProgram.QuickStart.RunAsync("--integration", integration);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal($"quickstart: {vendor} knows no integration {integration}.", result.OnlyErrorLine());
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Wrong_credentials_are_one_line_and_exit_code_1()
    {
        await using FakeVendorServer server = await FakeVendorServer.StartAsync();

        SampleResult result = await SampleProgram.QuickStart.RunAsync(SettingsFor(server, "the-wrong-secret"));

        Assert.Equal(1, result.ExitCode);
        string line = result.OnlyErrorLine();
        Assert.Contains("401", line, StringComparison.Ordinal);
        Assert.DoesNotContain("the-wrong-secret", line, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Credentials_in_the_environment_lead_to_that_vendor_only()
    {
        await using FakeVendorServer server = await FakeVendorServer.StartAsync();

        SampleResult result = await SampleProgram.QuickStart.RunAsync(SettingsFor(server, "fake-elastic-path-secret"), "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(server.ElasticPath.Logs.Count, result.OutputLines.Length);
        Assert.Equal(0, server.Sendcloud.PageRequests);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public async Task Half_of_a_pair_of_credentials_is_named_in_one_line()
    {
        SampleResult result = await SampleProgram.QuickStart.RunAsync(
            new Dictionary<string, string> { ["Sendcloud__PublicKey"] = "public" });

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Sendcloud.SecretKey", result.OnlyErrorLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vendor_without_credentials_cannot_be_asked_for_beside_one_with()
    {
        await using FakeVendorServer server = await FakeVendorServer.StartAsync();

        SampleResult result = await SampleProgram.QuickStart.RunAsync(
            SettingsFor(server, "fake-elastic-path-secret"), "--vendor", "sendcloud");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("no credentials for Sendcloud", result.OnlyErrorLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_at_once_with_exit_code_130_and_no_words()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // A vendor that never answers: only the signal can end the run.
        await using FakeVendorServer server = await FakeVendorServer.StartAsync();
        server.ElasticPath.Faults.At(3, Fault.StallBeforeHeaders());
        using SampleProcess program = SampleProgram.QuickStart.Start(SettingsFor(server, "fake-elastic-path-secret"), "--json");
        await program.ReadLineAsync();

        await program.InterruptAsync();

        SampleResult result = await program.EndAsync();
        Assert.Equal(130, result.ExitCode);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public async Task A_reader_that_goes_away_ends_it_without_words()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using SampleProcess program = SampleProgram.QuickStart.Start(new Dictionary<string, string>(), "--json");
        await program.ReadLineAsync();
        program.CloseOutput();

        SampleResult result = await program.EndAsync(outputIsClosed: true);
        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Errors);
    }

    private static Dictionary<string, string> SettingsFor(FakeVendorServer server, string secret) => new()
    {
        ["ElasticPath__BaseAddress"] = server.BaseAddress.AbsoluteUri,
        ["ElasticPath__ClientId"] = "fake-elastic-path-client",
        ["ElasticPath__ClientSecret"] = secret,
    };
}
