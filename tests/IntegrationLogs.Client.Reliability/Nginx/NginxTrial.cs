using IntegrationLogs.Client.Reliability.Infrastructure;
using IntegrationLogs.Client.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Reliability.Nginx;

/// <summary>A client, nginx, and the vendors behind it.</summary>
internal sealed class NginxTrial : IAsyncDisposable
{
    private readonly PrivateAuthority _authority = new();

    private NginxTrial(FakeVendorServer vendors) => Vendors = vendors;

    public FakeVendorServer Vendors { get; }

    public NginxServer Nginx { get; private set; } = null!;

    public Trial Trial { get; private set; } = null!;

    public IntegrationLogsClient Client => Trial.Client;

    public static async Task<NginxTrial> StartAsync(
        NginxConfiguration? configuration = null,
        Action<IntegrationLogsClientOptions>? configure = null,
        int logs = 250,
        bool isTrusted = true)
    {
        var trial = new NginxTrial(await FakeVendorServer.StartAsync(server =>
        {
            Canary.ConfigureServer(server);
            server.ElasticPath.LogCount = server.Sendcloud.LogCount = logs;
        }));
        trial.Nginx = await NginxServer.StartAsync(configuration ?? new NginxConfiguration(), trial.Vendors.BaseAddress, trial._authority);
        IntegrationLogsClientOptions options = Trial.OptionsFor(trial.Nginx.Address);
        configure?.Invoke(options);
        trial.Trial = Trial.Against(options, isTrusted ? trial.Trust : null);
        return trial;
    }

    /// <summary>How often a rate limit outlasted the retries.</summary>
    public int Refusals { get; private set; }

    /// <summary>
    /// Reads all logs of both vendors: each that the vendors hold has to come, once. Where a rate limit outlasts the retries, it goes on
    /// from the last page. Without options the vendors choose the length of their pages.
    /// </summary>
    public async Task AssertAllIsReadOnceAsync(PagingOptions? paging = null)
    {
        paging ??= new PagingOptions { PageSize = null };
        IEnumerable<string?> elasticPath = (await ReadAsync(Client.ElasticPath.GetAllLogsAsync(paging))).Select(log => log.Id);
        Assert.Equal(Vendors.ElasticPath.Logs.Snapshot().Select(log => log.Id), elasticPath);
        IEnumerable<long?> sendcloud = (await ReadAsync(Client.Sendcloud.GetAllLogsAsync(paging))).Select(log => log.Id);
        Assert.Equal(Vendors.Sendcloud.Logs.Snapshot().Select(log => log.Id), sendcloud);
    }

    public async ValueTask DisposeAsync()
    {
        Trial.Canary.ForbidWhatWasSent(Vendors.Requests);
        await Trial.DisposeAsync();
        await Nginx.DisposeAsync();
        await Vendors.DisposeAsync();
        _authority.Dispose();
    }

    private async Task<List<T>> ReadAsync<T>(AsyncPageable<T> logs)
    {
        List<T> read = [];
        string? token = null;
        while (true)
        {
            try
            {
                await foreach (Page<T> page in logs.AsPages(token))
                {
                    read.AddRange(page.Items);
                    token = page.ContinuationToken;
                }

                return read;
            }
            catch (ApiRateLimitException)
            {
                Refusals++;
            }
        }
    }

    private void Trust(IIntegrationLogsClientBuilder builder)
    {
        builder.ElasticPath.ConfigurePrimaryHttpMessageHandler((handler, _) => _authority.TrustIn((SocketsHttpHandler)handler));
        builder.Sendcloud.ConfigurePrimaryHttpMessageHandler((handler, _) => _authority.TrustIn((SocketsHttpHandler)handler));
    }
}
