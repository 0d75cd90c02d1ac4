using System.IO.Compression;
using System.Text;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using IntegrationLogs.Client.Tests.VendorStubs;

namespace IntegrationLogs.Client.Tests.Http;

public sealed class ResponseSizeTests
{
    private const int Limit = 4096;

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_body_that_unpacks_to_more_than_allowed_is_refused_and_not_asked_for_again(string encoding)
    {
        await using TestClient test = await StartAsync();
        byte[] bomb = Compress(new byte[4 * 1024 * 1024], encoding);
        test.Vendors.Sendcloud.Faults.Always(Fault.Bytes(bomb, encoding));

        await AssertTooLargeAsync(test);
    }

    [Fact]
    public async Task A_body_that_is_announced_as_too_large_is_refused()
    {
        await using TestClient test = await StartAsync();
        test.Vendors.Sendcloud.Faults.Always(Fault.Answer(Page(Limit + 1)));

        await AssertTooLargeAsync(test);
    }

    [Fact]
    public async Task A_body_of_just_the_limit_is_read()
    {
        await using TestClient test = await StartAsync();
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Answer(Page(Limit)));
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Bytes(Compress(Encoding.UTF8.GetBytes(Page(Limit)), "gzip"), "gzip"));

        Assert.Equal(1, (await test.GetSendcloudAsync()).Attempts);
        Assert.Equal(1, (await test.GetSendcloudAsync()).Attempts);
    }

    [Theory]
    [InlineData(Limit, true)]
    [InlineData(Limit + 1, false)]
    public async Task A_body_whose_length_is_not_announced_is_read_up_to_the_limit(int bytes, bool isRead)
    {
        await using WireMockVendors vendors = WireMockVendors.Start(
            options => options.Resilience.MaxResponseBytes = Limit, builder => Intercept.Add(builder, received: AssertIsChunked));
        vendors.Given(VendorRequest.AllLogs(IntegrationVendor.Sendcloud)).RespondWith(VendorAnswer.Json(Page(bytes)));

        Exception? error = await Record.ExceptionAsync(() => vendors.GetAsync(IntegrationVendor.Sendcloud));

        Assert.Equal(isRead, error is null);
        Assert.True(error is null or ApiResponseFormatException);
        Assert.Equal(1, vendors.Arrivals);
    }

    [Fact]
    public async Task An_error_that_is_too_large_is_refused_too()
    {
        await using TestClient test = await StartAsync();
        test.Vendors.Sendcloud.Faults.Always(Fault.Status(503, body: Page(Limit + 1)));

        await AssertTooLargeAsync(test);
    }

    [Fact]
    public async Task A_body_of_many_buffers_is_read_whole()
    {
        const int bytes = 1_000_000;
        var pool = new CheckingArrayPool();
        await using (WireMockVendors vendors = WireMockVendors.Start(
            build: builder => Intercept.Add(builder, received: AssertIsChunked), pool: pool))
        {
            vendors.Given(VendorRequest.AllLogs(IntegrationVendor.Sendcloud)).RespondWith(VendorAnswer.Json(Page(bytes)));
            await vendors.GetAsync(IntegrationVendor.Sendcloud);
        }

        Assert.True(pool.Rents > 1);
        await pool.AssertWholeAsync();
    }

    private static Task<TestClient> StartAsync() =>
        TestClient.StartAsync(options => options.Resilience.MaxResponseBytes = Limit);

    private static void AssertIsChunked(HttpResponseMessage answer)
    {
        Assert.True(answer.Headers.TransferEncodingChunked);
        Assert.Null(answer.Content.Headers.ContentLength);
    }

    private static async Task AssertTooLargeAsync(TestClient test)
    {
        var error = await Assert.ThrowsAsync<ApiResponseFormatException>(() => test.GetSendcloudAsync());

        Assert.Contains("Resilience.MaxResponseBytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("4096 bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("GET /integrations/logs", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, test.PageRequests);
        Assert.Empty(test.Time.Waits);
    }

    /// <summary>A page of exactly so many bytes.</summary>
    private static string Page(int bytes) => """{"data":[]}""".PadRight(bytes);

    private static byte[] Compress(byte[] bytes, string encoding)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            _ => new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
        })
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }
}
