using System.Net.Http.Json;

namespace IntegrationLogs.Client.Benchmarks.Clients;

/// <summary>The loop that most people write: <c>GetFromJsonAsync</c>, with reflection.</summary>
internal sealed class UsualClient(Uri server) : PagedClient("GetFromJsonAsync", server)
{
    private readonly HttpClient _http = FloorClient.Http();

    public override ValueTask DisposeAsync()
    {
        _http.Dispose();
        return default;
    }

    protected override async Task<PlainElasticPathPage> FetchElasticPathAsync(Uri address) =>
        (await _http.GetFromJsonAsync<PlainElasticPathPage>(address))!;

    protected override async Task<(PlainSendcloudPage Page, string? Link)> FetchSendcloudAsync(Uri address)
    {
        // The link is in a header, so the short form does not do.
        using HttpResponseMessage response = await _http.GetAsync(address);
        response.EnsureSuccessStatusCode();
        PlainSendcloudPage page = (await response.Content.ReadFromJsonAsync<PlainSendcloudPage>())!;
        return (page, response.Headers.TryGetValues("Link", out IEnumerable<string>? links) ? links.First() : null);
    }
}
