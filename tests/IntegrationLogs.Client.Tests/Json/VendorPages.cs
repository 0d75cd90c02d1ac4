using System.Text;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Json;

/// <summary>The first page of every list of both vendors, whatever its body is.</summary>
internal static class VendorPages
{
    public static readonly string[] Lists =
    [
        "ElasticPath logs", "ElasticPath integration logs", "ElasticPath jobs", "ElasticPath job logs", "ElasticPath integrations",
        "Sendcloud logs", "Sendcloud integration logs", "Sendcloud integrations",
    ];

    private static readonly PagingOptions OnePage = new() { ReadAhead = 0, MaxPages = 1 };

    public static Task<IReadOnlyList<object>> ReadAsync(string list, string body) => ReadAsync(list, Encoding.UTF8.GetBytes(body));

    public static async Task<IReadOnlyList<object>> ReadAsync(
        string list, byte[] body, Action<IIntegrationLogsClientBuilder>? build = null)
    {
        await using TestClient test = await TestClient.StartAsync(build: build);
        test.Vendors.ElasticPath.Faults.Always(Fault.Bytes(body));
        test.Vendors.Sendcloud.Faults.Always(Fault.Bytes(body));
        IElasticPathClient elasticPath = test.Client.ElasticPath;
        ISendcloudClient sendcloud = test.Client.Sendcloud;
        return list switch
        {
            "ElasticPath logs" => await PageAsync(elasticPath.GetAllLogsAsync(OnePage)),
            "ElasticPath integration logs" => await PageAsync(elasticPath.GetIntegrationLogsAsync("x", OnePage)),
            "ElasticPath jobs" => await PageAsync(elasticPath.GetIntegrationJobsAsync("x", OnePage)),
            "ElasticPath job logs" => await PageAsync(elasticPath.GetJobLogsAsync("x", "y", OnePage)),
            "ElasticPath integrations" => await PageAsync(elasticPath.GetIntegrationsAsync(OnePage)),
            "Sendcloud logs" => await PageAsync(sendcloud.GetAllLogsAsync(OnePage)),
            "Sendcloud integration logs" => await PageAsync(sendcloud.GetIntegrationLogsAsync(1, OnePage)),
            _ => await PageAsync(sendcloud.GetIntegrationsAsync(OnePage)),
        };
    }

    private static async Task<IReadOnlyList<object>> PageAsync<T>(AsyncPageable<T> list)
        where T : class
    {
        await foreach (Page<T> page in list.AsPages())
        {
            return page.Items;
        }

        return [];
    }
}
