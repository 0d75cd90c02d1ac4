using IntegrationLogs.Client.Benchmarks.Server;

namespace IntegrationLogs.Client.Benchmarks.Clients;

/// <summary>
/// This package, at its defaults but for the vendors' rate limits, which the server does not have, and for
/// <see cref="PagingOptions.ReadAhead"/> where one is given.
/// </summary>
internal sealed class OurClient : BenchmarkedClient
{
    private readonly IntegrationLogsClient _client;
    private readonly PagingOptions? _paging;

    public OurClient(Uri server, int? readAhead = null, string? name = null)
        : base(name ?? (readAhead is null ? "IntegrationLogs.Client" : $"… ReadAhead {readAhead}"))
    {
        var options = new IntegrationLogsClientOptions();
        options.ElasticPath.BaseAddress = server;
        options.ElasticPath.ClientId = options.ElasticPath.ClientSecret = "benchmark";
        options.Sendcloud.BaseAddress = new Uri(server, "api/v3");
        options.Sendcloud.PublicKey = options.Sendcloud.SecretKey = "benchmark";
        options.ElasticPath.RateLimit.Enabled = options.Sendcloud.RateLimit.Enabled = false;
        _client = IntegrationLogsClient.Create(options);
        _paging = readAhead is int pages ? new PagingOptions { ReadAhead = pages } : null;
    }

    public override async Task ReadAsync(IntegrationVendor vendor, Checksum sum, Func<Task>? afterPage)
    {
        if (vendor == IntegrationVendor.ElasticPath)
        {
            await foreach (ElasticPathLog log in _client.ElasticPath.GetAllLogsAsync(_paging))
            {
                sum.Add(log);
                if (afterPage is not null && sum.Items % PageServer.PageSize == 0)
                {
                    await afterPage();
                }
            }
        }
        else
        {
            await foreach (SendcloudLog log in _client.Sendcloud.GetAllLogsAsync(_paging))
            {
                sum.Add(log);
                if (afterPage is not null && sum.Items % PageServer.PageSize == 0)
                {
                    await afterPage();
                }
            }
        }
    }

    public override async Task ReadFirstAsync(IntegrationVendor vendor, Checksum sum)
    {
        if (vendor == IntegrationVendor.ElasticPath)
        {
            await foreach (ElasticPathLog log in _client.ElasticPath.GetAllLogsAsync(_paging))
            {
                sum.Add(log);
                return;
            }
        }
        else
        {
            await foreach (SendcloudLog log in _client.Sendcloud.GetAllLogsAsync(_paging))
            {
                sum.Add(log);
                return;
            }
        }
    }

    public override ValueTask DisposeAsync() => _client.DisposeAsync();
}
