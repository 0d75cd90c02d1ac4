using System.IO.Compression;
using System.Net;
using System.Text.Json;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationLogs.Client.Tests.Testing;

public sealed class TrafficTests
{
    private const string Logs = "/api/v3/integrations/logs";

    [Fact]
    public async Task A_full_window_refuses_with_the_seconds_until_it_closes_and_then_opens_anew()
    {
        var time = new FakeTimeProvider();
        await using var http = await VendorHttp.StartAsync(options =>
        {
            options.TimeProvider = time;
            options.Sendcloud.RateLimit = new FakeRateLimit(2, TimeSpan.FromMinutes(1));
        });
        using HttpResponseMessage first = await http.GetAsync(Logs);
        time.Advance(TimeSpan.FromSeconds(12.5));
        using HttpResponseMessage second = await http.GetAsync(Logs);
        using HttpResponseMessage third = await http.GetAsync(Logs);
        time.Advance(TimeSpan.FromSeconds(47.5));
        using HttpResponseMessage fourth = await http.GetAsync(Logs);

        Assert.Equal([200, 200, 429, 200], new[] { first, second, third, fourth }.Select(response => (int)response.StatusCode));
        Assert.Equal(TimeSpan.FromSeconds(48), third.Headers.RetryAfter!.Delta);
        Assert.Equal(429, (await VendorHttp.ReadAsync(third)).GetProperty("errors")[0].GetProperty("status").GetInt32());
        Assert.Equal(4, http.Server.Sendcloud.PageRequests);
        Assert.Equal(3, http.Server.Sendcloud.Faults.RequestsSeen);
    }

    [Fact]
    public async Task Latency_is_waited_by_the_injected_time()
    {
        var time = new ObservableTimeProvider { SkipsWaits = true };
        await using var http = await VendorHttp.StartAsync(options =>
        {
            options.TimeProvider = time;
            options.Sendcloud.Latency = TimeSpan.FromHours(3);
        });

        using HttpResponseMessage response = await http.GetAsync(Logs);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(TimeSpan.FromHours(3), time.GetUtcNow() - time.Start);
    }

    [Theory]
    [InlineData(FakeCompression.Gzip, "gzip, br", "gzip")]
    [InlineData(FakeCompression.Brotli, "gzip;q=0.5, br", "br")]
    [InlineData(FakeCompression.Gzip, "identity", null)]
    [InlineData(FakeCompression.None, "gzip, br", null)]
    public async Task Pages_are_compressed_for_those_who_accept_it(FakeCompression compression, string accepts, string? expected)
    {
        await using var http = await VendorHttp.StartAsync(options => options.Sendcloud.Compression = compression);
        using var plain = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(http.Server.BaseAddress, Logs));
        request.Headers.Authorization = http.Basic();
        request.Headers.Add("Accept-Encoding", accepts);

        using HttpResponseMessage response = await plain.SendAsync(request);

        Assert.Equal(expected, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Stream body = await response.Content.ReadAsStreamAsync();
        await using Stream unpacked = expected switch
        {
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using JsonDocument document = await JsonDocument.ParseAsync(unpacked);
        Assert.Equal(25, document.RootElement.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task The_handler_of_the_server_unpacks_pages()
    {
        await using var http = await VendorHttp.StartAsync(options => options.Sendcloud.Compression = FakeCompression.Brotli);

        JsonElement page = await http.GetJsonAsync(Logs);

        Assert.Equal(25, page.GetProperty("data").GetArrayLength());
    }
}
