using System.IO.Compression;
using System.Text;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Http;

/// <summary>A success that is cut is a body that broke off, even where its announced length is right.</summary>
public sealed class CutBodiesTests
{
    private const string Page = """{"data":[{"id":"101","x":{"y":[1,2,"}]"]}},{"id":"102"}],"more":{"a":null}}""";

    private static readonly Cases<(string Coding, Func<byte[], byte[]> Compress)> Compressions = new()
    {
        { "gzip", ("gzip", body => Compress(body, to => new GZipStream(to, CompressionLevel.Optimal))) },
        { "gzip without compression", ("gzip", body => Compress(body, to => new GZipStream(to, CompressionLevel.NoCompression))) },
        { "x-gzip", ("x-gzip", body => Compress(body, to => new GZipStream(to, CompressionLevel.Fastest))) },
        { "brotli", ("br", body => Compress(body, to => new BrotliStream(to, CompressionLevel.Optimal))) },
        { "zlib", ("deflate", body => Compress(body, to => new ZLibStream(to, CompressionLevel.Optimal))) },
        { "raw deflate", ("deflate", body => Compress(body, to => new DeflateStream(to, CompressionLevel.Optimal))) },
        {
            "two gzip members",
            ("gzip", body =>
            [
                .. Compress(body[..20], to => new GZipStream(to, CompressionLevel.Optimal)),
                .. Compress(body[20..], to => new GZipStream(to, CompressionLevel.Optimal)),
            ])
        },
    };

    public static TheoryData<string> CompressionsNames => Compressions.Names;

    [Theory]
    [MemberData(nameof(CompressionsNames))]
    public async Task A_compressed_body_is_read(string what)
    {
        await using TestClient test = await TestClient.StartAsync();
        foreach (string body in (string[])[Page, Long()])
        {
            test.Vendors.Sendcloud.Faults.Enqueue(Compressed(what, body));

            ResponseInfo info = await test.GetSendcloudAsync();

            Assert.Equal(1, info.Attempts);
            Assert.DoesNotContain("Content-Encoding", info.Headers.Keys);
            Assert.DoesNotContain("Content-Length", info.Headers.Keys);
        }
    }

    [Theory]
    [MemberData(nameof(CompressionsNames))]
    public async Task A_compressed_body_that_is_cut_anywhere_is_asked_for_again(string what)
    {
        await using TestClient test = await TestClient.StartAsync(options => options.Resilience.MaxRetries = 1);
        byte[] whole = CompressedBytes(what, Page);
        for (int length = 1; length < whole.Length; length++)
        {
            test.Vendors.Sendcloud.Faults.Enqueue(Fault.Bytes(whole.AsMemory(0, length), Compressions[what].Coding));

            ResponseInfo info = await test.GetSendcloudAsync();

            Assert.True(info.Attempts == 2, $"{length} of {whole.Length} bytes");
        }
    }

    [Theory]
    [MemberData(nameof(CompressionsNames))]
    public async Task A_compressed_body_that_stays_cut_is_a_connection_exception(string what)
    {
        await using TestClient test = await TestClient.StartAsync();
        byte[] whole = CompressedBytes(what, Long());
        test.Vendors.ElasticPath.Faults.Always(Fault.Bytes(whole.AsMemory(0, whole.Length / 2), Compressions[what].Coding));

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => test.GetElasticPathAsync());

        Assert.Equal((4, false), (error.Attempts, error.IsTimeout));
        Assert.Contains("compressed body", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip", 8)]
    [InlineData("gzip", 5)]
    [InlineData("gzip", 4)]
    [InlineData("gzip", 1)]
    [InlineData("zlib", 1)]
    [InlineData("zlib", 4)]
    public async Task A_checksum_that_is_wrong_is_asked_for_again(string what, int fromEnd)
    {
        await using TestClient test = await TestClient.StartAsync();
        byte[] damaged = CompressedBytes(what, Page);
        damaged[^fromEnd] ^= 0x10;
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Bytes(damaged, Compressions[what].Coding));

        Assert.Equal(2, (await test.GetSendcloudAsync()).Attempts);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("brotli")]
    public async Task What_follows_a_compressed_body_is_passed_over(string what)
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Bytes((byte[])[.. CompressedBytes(what, Page), 0, 0, 0, 0], Compressions[what].Coding));

        Assert.Equal(1, (await test.GetSendcloudAsync()).Attempts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(1_000)]
    public async Task A_handler_reads_a_compressed_body_in_pieces_of_any_size(int pieceBytes)
    {
        List<string> read = [];
        await using TestClient test = await TestClient.StartAsync(build: builder => FunctionHandler.Add(
            builder.Sendcloud,
            isOutside: false,
            async (_, send, token) =>
            {
                HttpResponseMessage response = await send();
                Stream stream = await response.Content.ReadAsStreamAsync(token);
                var text = new MemoryStream();
                byte[] piece = new byte[pieceBytes];
                for (int count; (count = pieceBytes == 5 ? stream.Read(piece, 0, 5) : await stream.ReadAsync(piece, token)) > 0;)
                {
                    text.Write(piece, 0, count);
                }

                read.Add(Encoding.UTF8.GetString(text.ToArray()));
                response.Content = new ByteArrayContent(text.ToArray());
                return response;
            }));
        foreach (string what in (string[])["gzip", "brotli", "zlib", "two gzip members"])
        {
            test.Vendors.Sendcloud.Faults.Enqueue(Compressed(what, Page));

            Assert.Equal(1, (await test.GetSendcloudAsync()).Attempts);
        }

        Assert.Equal([Page, Page, Page, Page], read);
    }

    [Fact]
    public async Task A_limit_holds_for_what_is_unpacked()
    {
        await using TestClient test = await TestClient.StartAsync(options => options.Resilience.MaxResponseBytes = 10_000);
        test.Vendors.Sendcloud.Faults.Always(Compressed("gzip", Page + new string(' ', 10_000)));

        var error = await Assert.ThrowsAsync<ApiResponseFormatException>(() => test.GetSendcloudAsync());

        Assert.Contains("MaxResponseBytes", error.Message, StringComparison.Ordinal);
        Assert.Single(test.Vendors.Requests);
    }

    [Fact]
    public async Task JSON_that_is_cut_anywhere_is_asked_for_again()
    {
        await using TestClient test = await TestClient.StartAsync(options => options.Resilience.MaxRetries = 1);
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            for (int length = 1; length < Page.Length; length++)
            {
                test.Faults(vendor).Enqueue(Fault.Answer(Page[..length]));

                Assert.True((await test.GetAsync(vendor)).Attempts == 2, $"{vendor}, {Page[..length]}");
            }
        }
    }

    [Fact]
    public async Task JSON_that_stays_cut_is_told_as_what_it_is_after_the_retries()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Always(Fault.Answer("""{"data":[{"id":1}"""));

        await Assert.ThrowsAsync<ApiResponseFormatException>(() => test.GetSendcloudAsync());

        Assert.Equal(4, test.PageRequests);
        Assert.Equal([375, 750, 1500], test.Time.Waits.Select(wait => wait.TotalMilliseconds));
    }

    [Theory]
    [InlineData("""{"data":[{"id":1},}]""")]
    [InlineData("""{"data":[{"id" 1}]""")]
    [InlineData("""<html>{"data":[""")]
    [InlineData("""{"data":[]} {"data":[""")]
    [InlineData("""{"other":[]}""")]
    [InlineData("")]
    [InlineData("  ")]
    public async Task JSON_that_is_wrong_is_not_asked_for_again(string body)
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Always(Fault.Answer(body));

        await Assert.ThrowsAsync<ApiResponseFormatException>(() => test.GetSendcloudAsync());

        Assert.Single(test.Vendors.Requests);
    }

    [Fact]
    public async Task A_token_answer_that_is_cut_is_asked_for_again()
    {
        const string answer = """{"access_token":"abc","expires_in":3600}""";
        for (int length = 1; length < answer.Length; length++)
        {
            await using TestClient test = await TestClient.StartAsync();
            test.Vendors.ElasticPath.TokenFaults.Enqueue(Fault.Answer(answer[..length]));

            await test.GetElasticPathAsync();

            Assert.True(test.Vendors.Requests.Count == 3, answer[..length]);
        }
    }

    private static string Long() =>
        Page[..^1] + ",\"pad\":\"" + string.Concat(Enumerable.Range(0, 20_000).Select(i => (char)('a' + (i * i % 26)))) + "\"}";

    private static byte[] CompressedBytes(string what, string body) => Compressions[what].Compress(Encoding.UTF8.GetBytes(body));

    private static Fault Compressed(string what, string body) => Fault.Bytes(CompressedBytes(what, body), Compressions[what].Coding);

    private static byte[] Compress(byte[] body, Func<Stream, Stream> compress)
    {
        using var compressed = new MemoryStream();
        using (Stream to = compress(compressed))
        {
            to.Write(body);
        }

        return compressed.ToArray();
    }
}
