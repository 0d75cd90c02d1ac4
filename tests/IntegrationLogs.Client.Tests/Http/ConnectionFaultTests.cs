using System.IO.Compression;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Tests.Http;

/// <summary>
/// What is no answer at all comes from raw sockets and the fake vendors: WireMock.Net cannot refuse or reset a connection, cut a body at
/// a byte, or send chunks and heads that are not valid HTTP.
/// </summary>
public sealed class ConnectionFaultTests
{
    private const string EmptyPage = """{"data":[]}""";

    private static readonly Cases<Fault> BrokenAnswers = new()
    {
        { "reset before the headers", Fault.ResetBeforeHeaders() },
        { "reset at the body's start", Fault.ResetInsideBody(0) },
        { "reset inside the body", Fault.ResetInsideBody(500) },
        { "truncated at the body's start", Fault.Truncate(0) },
        { "truncated inside the body", Fault.Truncate(500) },
        { "truncated at the last byte", Fault.Truncate(int.MaxValue) },
        { "no gzip", Fault.Bytes("this is no gzip at all"u8.ToArray(), "gzip") },
        { "damaged gzip", Fault.Bytes(Damaged(Gzip(EmptyPage)), "gzip") },
        { "no brotli", Fault.Bytes(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, "br") },
    };

    public static TheoryData<string> BrokenAnswersNames => BrokenAnswers.Names;

    [Theory]
    [MemberData(nameof(BrokenAnswersNames))]
    public async Task An_answer_that_breaks_is_asked_for_again(string what)
    {
        Fault fault = BrokenAnswers[what];
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using TestClient test = await TestClient.StartAsync();
            test.Faults(vendor).Enqueue(fault);

            ResponseInfo info = await test.GetAsync(vendor);

            Assert.True(info.Attempts == 2, what);
            Assert.Equal(2, test.PageRequests);
            Assert.Equal([TimeSpan.FromMilliseconds(375)], test.Time.Waits);
        }
    }

    [Theory]
    [MemberData(nameof(BrokenAnswersNames))]
    public async Task An_answer_that_always_breaks_is_a_connection_exception(string what)
    {
        Fault fault = BrokenAnswers[what];
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Always(fault);

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => test.GetSendcloudAsync());

        Assert.True(error.Attempts == 4, what);
        Assert.Equal(4, test.PageRequests);
        Assert.False(error.IsTimeout);
        Assert.Equal(IntegrationVendor.Sendcloud, error.Vendor);
        Assert.Contains("GET /integrations/logs", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    public async Task A_refused_connection_is_tried_again_and_then_told()
    {
        IntegrationLogsClientOptions options = TestClient.SendcloudAt(RawServer.ClosedPort());
        var time = new ClientTime(options.Resilience);
        await using IntegrationLogsClient client = TestClient.Create(options, time);

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => TestClient.GetAsync(client, IntegrationVendor.Sendcloud));

        Assert.Equal((4, false), (error.Attempts, error.IsTimeout));
        Assert.Equal([375, 750, 1500], time.Waits.Select(wait => wait.TotalMilliseconds));
        Assert.IsType<HttpRequestException>(error.InnerException);
    }

    [Fact]
    public async Task A_connection_that_a_users_own_limit_gives_up_is_tried_again()
    {
        int sent = 0;
        await using TestClient test = await TestClient.StartAsync(build: builder =>
        {
            // Not where the connection is made: a limit that is over before is no attempt to connect.
            Intercept.Add(builder, _ =>
            {
                sent++;
                return Task.CompletedTask;
            });
            builder.Sendcloud.ConfigurePrimaryHttpMessageHandler((handler, _) =>
            {
                ((SocketsHttpHandler)handler).ConnectTimeout = TimeSpan.FromMilliseconds(1);
                ((SocketsHttpHandler)handler).ConnectCallback = async (_, token) =>
                {
                    await Task.Delay(Timeout.Infinite, token);
                    return Stream.Null;
                };
            });
        });

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => test.GetSendcloudAsync());

        Assert.Equal((4, 4), (error.Attempts, sent));
        Assert.Contains("ConnectTimeout", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\n{\"dat\r\nnot-hex\r\na\":[]}\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nb\r\n{\"data\":[]}")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nb\r\n{\"data\":[]}XX0\r\n\r\n")]
    [InlineData("Content-Length: 9000\r\n\r\n{\"data\":[]}")]
    public async Task A_malformed_body_is_asked_for_again(string answer)
    {
        await using RawServer server = RawServer.Start(
            number => number == 1 ? "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + answer : RawServer.Ok(EmptyPage));
        IntegrationLogsClientOptions options = TestClient.SendcloudAt(server.BaseAddress);
        var time = new ClientTime(options.Resilience);
        await using IntegrationLogsClient client = TestClient.Create(options, time);

        ResponseInfo info = await TestClient.GetAsync(client, IntegrationVendor.Sendcloud);

        Assert.Equal((2, 2), (info.Attempts, server.Requests));
        Assert.Single(time.Waits);
    }

    [Fact]
    public async Task What_is_no_HTTP_is_asked_for_again_and_then_told()
    {
        await using RawServer server = RawServer.Start(_ => "SSH-2.0-OpenSSH_9.6\r\n");
        IntegrationLogsClientOptions options = TestClient.SendcloudAt(server.BaseAddress);
        await using IntegrationLogsClient client = TestClient.Create(options, new ClientTime(options.Resilience));

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => TestClient.GetAsync(client, IntegrationVendor.Sendcloud));

        Assert.Equal((4, 4), (error.Attempts, server.Requests));
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_not_tried_again()
    {
        await using TestClient test = await TestClient.StartAsync(server: options => options.UseHttps = true);

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => test.GetSendcloudAsync());

        Assert.Equal(1, error.Attempts);
        Assert.Empty(test.Time.Waits);
        Assert.Empty(test.Vendors.Requests);
    }

    [Theory]
    [InlineData(FakeCompression.Gzip)]
    [InlineData(FakeCompression.Brotli)]
    public async Task A_compressed_page_is_read(FakeCompression compression)
    {
        await using TestClient test = await TestClient.StartAsync(server: options =>
        {
            options.ElasticPath.Compression = compression;
            options.Sendcloud.Compression = compression;
        });

        Assert.Equal(1, (await test.GetElasticPathAsync()).Attempts);
        Assert.Equal(1, (await test.GetSendcloudAsync()).Attempts);
    }

    [Fact]
    public async Task A_body_in_small_pieces_is_read_to_its_end()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Dribble(100, TimeSpan.Zero));

        Assert.Equal(1, (await test.GetSendcloudAsync()).Attempts);
    }

    private static byte[] Gzip(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(text));
        }

        return compressed.ToArray();
    }

    private static byte[] Damaged(byte[] gzip)
    {
        gzip[^8] ^= 0xFF;
        return gzip;
    }
}
