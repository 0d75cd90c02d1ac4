using System.Text;
using IntegrationLogs.Client.Tests.Infrastructure;
using IntegrationLogs.Client.Tests.OwnApis;

namespace IntegrationLogs.Client.Tests.Http;

/// <summary>Bodies come in the character set that they name, with or without a byte order mark, wherever they are read.</summary>
public sealed class CharsetTests
{
    private const string Name = "Zürich";
    private const string Page = $$"""{"data":[{"id":1,"shop_name":"{{Name}}"}]}""";

    private static readonly Cases<(string ContentType, Encoding Encoding, bool HasMark)> Charsets = new()
    {
        { "none", ("application/json", Encoding.UTF8, false) },
        { "none, with a mark", ("application/json", Encoding.UTF8, true) },
        { "UTF-8", ("application/json; charset=UTF-8", Encoding.UTF8, false) },
        { "utf8 in quotes, with a mark", ("application/json; charset=\"utf-8\"", Encoding.UTF8, true) },
        { "utf8, as it is misspelt", ("application/json;charset=utf8", Encoding.UTF8, false) },
        { "Latin-1", ("application/json; charset=iso-8859-1", Encoding.Latin1, false) },
        { "Latin-1 in quotes", ("application/json; charset=\"ISO-8859-1\"", Encoding.Latin1, false) },
        { "Windows", ("application/json; charset=windows-1252", Encoding.Latin1, false) },
        { "UTF-16", ("application/json; charset=utf-16", Encoding.Unicode, false) },
        { "UTF-16 with a mark", ("application/json; charset=utf-16", Encoding.Unicode, true) },
        { "UTF-16 the other way round, with a mark", ("application/json; charset=utf-16", Encoding.BigEndianUnicode, true) },
        { "UTF-16BE", ("application/json; charset=utf-16BE", Encoding.BigEndianUnicode, false) },
        { "UTF-16 by its mark alone", ("application/json", Encoding.Unicode, true) },
        { "UTF-16BE by its mark alone", ("application/json", Encoding.BigEndianUnicode, true) },
        { "UTF-32", ("application/json; charset=utf-32", Encoding.UTF32, true) },
    };

    public static TheoryData<string> CharsetsNames => Charsets.Names;

    [Theory]
    [MemberData(nameof(CharsetsNames))]
    public async Task A_page_is_read(string what)
    {
        var pool = new CheckingArrayPool();
        await using (RawServer server = Answering(what, Page))
        {
            await using IntegrationLogsClient client = Client(server, pool);

            SendcloudIntegration shop = await client.Sendcloud.GetIntegrationsAsync(new PagingOptions { MaxPages = 1 }).FirstAsync();

            Assert.Equal(Name, shop.ShopName);
            Assert.Equal(1, server.Requests);
        }

        await pool.AssertWholeAsync();
    }

    [Theory]
    [MemberData(nameof(CharsetsNames))]
    public async Task A_refusal_is_read(string what)
    {
        await using RawServer server = Answering(what, $$"""{"errors":[{"title":"{{Name}}"}]}""", "404 Not Found");
        await using IntegrationLogsClient client = Client(server);

        var error = await Assert.ThrowsAsync<ApiNotFoundException>(() => TestClient.GetAsync(client, IntegrationVendor.Sendcloud));

        Assert.Equal(Name, Assert.Single(error.Errors).Title);
        Assert.StartsWith("{", error.Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(CharsetsNames))]
    public async Task A_token_is_read(string what)
    {
        await using RawServer server = RawServer.Start(async (_, request, stream, stopping) => await stream.WriteAsync(
            request.StartsWith("POST", StringComparison.Ordinal)
                ? Answer(what, """{"access_token":"abc"}""")
                : Encoding.UTF8.GetBytes(RawServer.Ok(
                    $$"""{"data":[{"id":"{{request.Contains("Bearer abc", StringComparison.Ordinal)}}"}]}""")),
            stopping));
        await using IntegrationLogsClient client = Client(server);

        ElasticPathLog log = await client.ElasticPath.GetAllLogsAsync(new PagingOptions { MaxPages = 1 }).FirstAsync();

        Assert.Equal("True", log.Id);
    }

    [Theory]
    [MemberData(nameof(CharsetsNames))]
    public async Task An_endpoint_of_a_users_own_is_read(string what)
    {
        await using RawServer server = Answering(what, $$"""{"data":"{{Name}}"}""");
        await using IntegrationLogsClient client = Client(server, build: builder => builder.Sendcloud.AddApi<ITextApi>());

        Assert.Equal($$"""{"data":"{{Name}}"}""", await client.GetApi<ITextApi>().GetAsync());
    }

    [Theory]
    [InlineData("klingon")]
    [InlineData("utf-7")]
    [InlineData("\"x\"")]
    public async Task A_character_set_that_nobody_knows_is_told(string charset)
    {
        await using RawServer server = Unknown("200 OK", charset, """{"data":[]}""");
        await using IntegrationLogsClient client = Client(server);

        var error = await Assert.ThrowsAsync<ApiResponseFormatException>(() => TestClient.GetAsync(client, IntegrationVendor.Sendcloud));

        Assert.Contains($"character set, '{charset.Trim('"')}', is not known", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task A_refusal_in_a_character_set_that_nobody_knows_is_still_one()
    {
        await using RawServer server = Unknown("404 Not Found", "klingon", "{}");
        await using IntegrationLogsClient client = Client(server);

        await Assert.ThrowsAsync<ApiNotFoundException>(() => TestClient.GetAsync(client, IntegrationVendor.Sendcloud));
    }

    [Fact]
    public async Task A_token_in_a_character_set_that_nobody_knows_is_none()
    {
        await using RawServer server = Unknown("200 OK", "klingon", """{"access_token":"abc"}""");
        await using IntegrationLogsClient client = Client(server);

        var error = await Assert.ThrowsAsync<ApiAuthenticationException>(
            () => TestClient.GetAsync(client, IntegrationVendor.ElasticPath));

        Assert.Contains("'klingon'", error.Message, StringComparison.Ordinal);
    }

    private static RawServer Answering(string what, string body, string status = "200 OK") => RawServer.Start(
        async (_, stream, stopping) => await stream.WriteAsync(Answer(what, body, status), stopping));

    private static RawServer Unknown(string status, string charset, string body) => RawServer.Start(_ =>
        $"HTTP/1.1 {status}\r\nContent-Type: application/json; charset={charset}\r\nConnection: close\r\n"
        + $"Content-Length: {body.Length}\r\n\r\n{body}");

    private static byte[] Answer(string what, string body, string status = "200 OK")
    {
        (string contentType, Encoding encoding, bool hasMark) = Charsets[what];
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(body)];
        return
        [
            .. Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {status}\r\nContent-Type: {contentType}\r\nConnection: close\r\nContent-Length: {bytes.Length}\r\n\r\n"),
            .. bytes,
        ];
    }

    private static IntegrationLogsClient Client(
        RawServer server, CheckingArrayPool? pool = null, Action<IIntegrationLogsClientBuilder>? build = null)
    {
        IntegrationLogsClientOptions options = TestClient.SendcloudAt(server.BaseAddress);
        options.ElasticPath.BaseAddress = server.BaseAddress;
        options.ElasticPath.ClientId = "client";
        options.ElasticPath.ClientSecret = "client-secret";
        return TestClient.Create(options, new ClientTime(options.Resilience), build, pool: pool);
    }
}
