using RestSharp;

namespace IntegrationLogs.Client.Benchmarks.Clients;

/// <summary>RestSharp as its documentation shows it.</summary>
internal sealed class RestSharpClient : PagedClient
{
    private readonly RestClient _rest;

    public RestSharpClient(Uri server)
        : base("RestSharp", server)
    {
        _rest = new RestClient(new RestClientOptions(server) { ThrowOnAnyError = true });
        _rest.AddDefaultHeader("Authorization", "Bearer benchmark-token");
    }

    public override ValueTask DisposeAsync()
    {
        _rest.Dispose();
        return default;
    }

    protected override async Task<PlainElasticPathPage> FetchElasticPathAsync(Uri address) =>
        (await _rest.ExecuteAsync<PlainElasticPathPage>(new RestRequest(address))).Data!;

    protected override async Task<(PlainSendcloudPage Page, string? Link)> FetchSendcloudAsync(Uri address)
    {
        RestResponse<PlainSendcloudPage> response = await _rest.ExecuteAsync<PlainSendcloudPage>(new RestRequest(address));
        return (response.Data!, response.Headers?.FirstOrDefault(header => header.Name == "Link")?.Value as string);
    }
}
