using IntegrationLogs.Client;
using IntegrationLogs.Client.Testing;

namespace FailureStore.Fakes;

/// <summary>Both vendors inside this program, with the logs of the last days and new ones as time passes.</summary>
internal sealed class FakeVendors : IAsyncDisposable
{
    private readonly object _lock = new();
    private readonly HashSet<long> _listed = [];
    private FakeVendorServer _server = null!;

    private FakeVendors()
    {
    }

    public IntegrationLogsClientOptions ClientOptions => _server.ClientOptions;

    public static async Task<FakeVendors> StartAsync(CancellationToken cancellationToken)
    {
        var vendors = new FakeVendors();
        vendors._server = await FakeVendorServer.StartAsync(
            options =>
            {
                options.Seed = MadeUpLogs.Seed;
                options.ElasticPath.IntegrationCount = options.Sendcloud.IntegrationCount = MadeUpLogs.Integrations;
                options.ElasticPath.LogCount = options.Sendcloud.LogCount = 0;
                options.BeforeAnswer = _ => vendors.CatchUp();
            },
            cancellationToken);
        return vendors;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Lists what has come since the last request first, and no more what is too old.</summary>
    private void CatchUp()
    {
        lock (_lock)
        {
            HashSet<long> wanted = [.. MadeUpLogs.NumbersAt(DateTimeOffset.UtcNow)];
            foreach (long number in wanted.Except(_listed).Order().ToArray())
            {
                _server.ElasticPath.Logs.Insert(0, MadeUpLogs.ElasticPath(number));
                _server.Sendcloud.Logs.Insert(0, MadeUpLogs.Sendcloud(number));
            }

            foreach (long number in _listed.Except(wanted).ToArray())
            {
                string id = MadeUpLogs.ElasticPathId(number);
                _server.ElasticPath.Logs.Remove(log => log.Id == id);
                _server.Sendcloud.Logs.Remove(log => log.Id == number);
            }

            _listed.Clear();
            _listed.UnionWith(wanted);
        }
    }
}
