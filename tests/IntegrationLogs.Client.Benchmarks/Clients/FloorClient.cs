using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace IntegrationLogs.Client.Benchmarks.Clients;

/// <summary>
/// A careful loop by hand: one HttpClient, the body read into a rented buffer, source generation. No retries, tokens, checks or
/// guarantees: what the others are held against.
/// </summary>
internal sealed class FloorClient(Uri server) : PagedClient("floor", server)
{
    private readonly HttpClient _http = Http();

    public override ValueTask DisposeAsync()
    {
        _http.Dispose();
        return default;
    }

    protected override async Task<PlainElasticPathPage> FetchElasticPathAsync(Uri address) =>
        (await FetchAsync(address, PlainContext.Default.PlainElasticPathPage)).Page;

    protected override Task<(PlainSendcloudPage Page, string? Link)> FetchSendcloudAsync(Uri address) =>
        FetchAsync(address, PlainContext.Default.PlainSendcloudPage);

    internal static HttpClient Http()
    {
        var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "benchmark-token");
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return http;
    }

    private async Task<(T Page, string? Link)> FetchAsync<T>(Uri address, JsonTypeInfo<T> type)
    {
        using HttpResponseMessage response = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)(response.Content.Headers.ContentLength ?? 65_536) + 1);
        try
        {
            int length = 0;
            await using Stream body = await response.Content.ReadAsStreamAsync();
            for (int read; (read = await body.ReadAsync(buffer.AsMemory(length))) > 0;)
            {
                length += read;
                if (length == buffer.Length)
                {
                    byte[] larger = ArrayPool<byte>.Shared.Rent(length * 2);
                    buffer.CopyTo(larger, 0);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }

            T page = JsonSerializer.Deserialize(buffer.AsSpan(0, length), type)!;
            return (page, response.Headers.TryGetValues("Link", out IEnumerable<string>? links) ? links.First() : null);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
