using System.Text.RegularExpressions;

namespace IntegrationLogs.Client.Benchmarks.Clients;

/// <summary>A loop over pages, one request after the other; how a page is fetched and read is the client's own.</summary>
internal abstract partial class PagedClient(string name, Uri server) : BenchmarkedClient(name)
{
    public override async Task ReadAsync(IntegrationVendor vendor, Checksum sum, Func<Task>? afterPage)
    {
        if (vendor == IntegrationVendor.ElasticPath)
        {
            PlainElasticPathPage page;
            do
            {
                page = await FetchElasticPathAsync(ElasticPathAddress(sum.Items));
                page.Data.ForEach(sum.Add);
                await (afterPage?.Invoke() ?? Task.CompletedTask);
            }
            while (page.Data.Count > 0 && sum.Items < page.Results!.Total);
        }
        else
        {
            Uri? next = SendcloudAddress;
            while (next is not null)
            {
                (PlainSendcloudPage page, string? link) = await FetchSendcloudAsync(next);
                page.Data.ForEach(sum.Add);
                next = link is null ? null : new Uri(NextLink().Match(link).Groups[1].Value);
                await (afterPage?.Invoke() ?? Task.CompletedTask);
            }
        }
    }

    public override async Task ReadFirstAsync(IntegrationVendor vendor, Checksum sum)
    {
        if (vendor == IntegrationVendor.ElasticPath)
        {
            sum.Add((await FetchElasticPathAsync(ElasticPathAddress(0))).Data[0]);
        }
        else
        {
            sum.Add((await FetchSendcloudAsync(SendcloudAddress)).Page.Data[0]);
        }
    }

    protected abstract Task<PlainElasticPathPage> FetchElasticPathAsync(Uri address);

    protected abstract Task<(PlainSendcloudPage Page, string? Link)> FetchSendcloudAsync(Uri address);

    private Uri SendcloudAddress => new(server, "api/v3/integrations/logs");

    private Uri ElasticPathAddress(long offset) => new(server, $"v2/integrations/logs?page[offset]={offset}&page[limit]=100");

    [GeneratedRegex("<([^>]*)>; rel=\"next\"")]
    private static partial Regex NextLink();
}
