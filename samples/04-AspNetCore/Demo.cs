using IntegrationLogs.Client;
using IntegrationLogs.Client.Testing;

namespace AspNetCore;

/// <summary>Both vendors as a server in this process. Each few seconds a delivery fails, and then one succeeds.</summary>
internal sealed class Demo : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly FakeVendorServer _vendors;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _failing;

    private Demo(FakeVendorServer vendors)
    {
        _vendors = vendors;
        _failing = FailAsync(_ending.Token);
    }

    public static async Task<Demo?> StartWhereNoAccountIsSetAsync(ConfigurationManager configuration, string[] accounts)
    {
        if (accounts.Any(account => configuration.GetSection($"Accounts:{account}").GetChildren().Any()))
        {
            return null;
        }

        FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        foreach (string account in accounts)
        {
            configuration.AddInMemoryCollection(vendors.ToConfiguration($"Accounts:{account}"));
        }

        // Soon enough to be seen.
        configuration.AddInMemoryCollection([new("Watch:Watch:PollInterval", "00:00:02"), new("Checkpoints", null)]);
        return new Demo(vendors);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _failing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _vendors.DisposeAsync();
        _ending.Dispose();
    }

    private async Task FailAsync(CancellationToken ending)
    {
        for (int i = 0; ; i++)
        {
            bool fails = i % 10 < 5;
            _vendors.ElasticPath.Logs.InsertNew(0, log => log with
            {
                Succeeded = !fails,
                StatusCode = fails ? 404 : 200,
                ErrorDetail = fails ? "page not found" : null,
            });
            if (fails)
            {
                _vendors.Sendcloud.Logs.InsertNew(0, log => log with { ResponseCode = 495, ExceptionType = "SSLError" });
            }

            await Task.Delay(Pause, ending);
        }
    }
}
