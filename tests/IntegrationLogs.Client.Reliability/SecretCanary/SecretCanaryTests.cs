using IntegrationLogs.Client.Reliability.Infrastructure;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.SecretCanary;

/// <summary>
/// Servers that hand everything back. All other tests of this project search for secrets, too (<see cref="Trial"/>); here they are
/// provoked.
/// </summary>
public sealed class SecretCanaryTests(ITestOutputHelper output)
{
    private static readonly PagingOptions AllPages = new() { PageSize = null, ReadAhead = 1 };

    public enum Account
    {
        ElasticPath,
        SendcloudBasic,
        SendcloudOAuth,
    }

    [Theory]
    [InlineData(Account.ElasticPath)]
    [InlineData(Account.SendcloudBasic)]
    [InlineData(Account.SendcloudOAuth)]
    public async Task What_a_server_echoes_shows_nowhere(Account account)
    {
        int failures = 0;
        int searched = 0;
        foreach (EchoFault fault in EchoFault.All.Where(fault => account != Account.SendcloudBasic || !fault.OfToken))
        {
            await using RawServer server = EchoingServer.Start(fault);
            await using Trial trial = Trial.Against(Trial.OptionsFor(server.BaseAddress, oauth: account == Account.SendcloudOAuth));
            trial.Canary.Forbid(EchoingServer.Token);
            trial.Canary.Forbid(Uri.UnescapeDataString(EchoingServer.Cursor));

            Exception? error = await trial.RecordAsync(() => ReadAllAsync(trial.Client, account));

            Assert.True(error is null or IntegrationLogsException, $"{fault}: {error?.GetType()}");
            failures += error is null ? 0 : 1;
            Assert.NotEmpty(trial.Telemetry.Logs);
            Assert.NotEmpty(trial.Telemetry.Spans);
            Assert.NotEmpty(trial.Telemetry.Measurements);
            await trial.EndAsync();
            searched += trial.Canary.Searched;
        }

        output.WriteLine(
            $"Secret canary: {account}, {failures} failing calls with the request echoed, {searched} texts searched, 0 secrets");
    }

    private static async Task ReadAllAsync(IntegrationLogsClient client, Account account)
    {
        if (account == Account.ElasticPath)
        {
            await client.ElasticPath.GetIntegrationLogsAsync("id", AllPages).ToListAsync();
        }
        else
        {
            await client.Sendcloud.GetIntegrationLogsAsync(1, AllPages).ToListAsync();
        }
    }
}
