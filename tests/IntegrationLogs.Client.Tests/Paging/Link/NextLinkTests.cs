using System.Text;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging.Link;

/// <summary>
/// Over a real socket: a <c>Link</c> header is followed, is a sound end, or is told after its page's records. None ends a list quietly.
/// </summary>
public sealed class NextLinkTests
{
    private const string Followed = "followed", Ended = "ended", Told = "told";

    /// <summary>Headers of a first page; <c>{request}</c> stands for the address that was asked, <c>{path}</c> for its path.</summary>
    [Theory]
    [InlineData("<?cursor=2>; rel=\"next\"", Followed)]
    [InlineData("<?cursor=2>; rel='next'", Followed)]
    [InlineData("<?cursor=2>; rel=`next`", Followed)]
    [InlineData("<?cursor=2>; rel='NEXT'", Followed)]
    [InlineData("<?cursor=2>; rel = 'next' ; title='a, b; c'", Followed)]
    [InlineData("<?cursor=2>; title='a, <b>; rel=\"c\"'; rel=\"next\"", Followed)]
    [InlineData("<?cursor=1>; rel='prev', <?cursor=2>; rel='next'", Followed)]
    [InlineData("<?cursor=2>; rel='prev next'", Followed)]
    [InlineData("<?cursor=2>; rel=\"next last\"", Followed)]
    [InlineData("<?cursor=2>; REL=Next", Followed)]
    [InlineData("<?cursor=2>; rel=next; rel=prev", Followed)]
    [InlineData("<?cursor=2>; rel=next; title='", Followed)]
    [InlineData("<?cursor=2>; rel=next, garbage", Followed)]
    [InlineData("<?cursor=2>; rel=next, <?cursor=1>; rel=\"prev", Followed)]
    [InlineData("<?cursor=2>; rel=next, <?cursor=1>; rel='prev", Followed)]
    [InlineData("<?cursor=1>; rel=\"p\u0091rev\", <?cursor=2>; rel=next", Followed)]
    [InlineData("<?cursor=2>; title=\"caf\u00e9\"; rel=next", Followed)]
    [InlineData("<?cursor=2>; anchor=\"\"; rel=next", Followed)]
    [InlineData("<?cursor=2>; anchor=''; rel=next", Followed)]
    [InlineData("<?cursor=2>; anchor=\" \"; rel=next", Followed)]
    [InlineData("<?cursor=2>; anchor=\"{request}\"; rel=next", Followed)]
    [InlineData("<?cursor=2>; rel=next; anchor=\"{path}\"", Followed)]
    [InlineData("<?cursor=2>; rel=next; anchor=\"logs\"", Followed)]
    [InlineData("<?cursor=3>; rel=next; anchor=\"https://elsewhere.example/\", <?cursor=2>; rel=next", Followed)]
    [InlineData("", Ended)]
    [InlineData(" , ", Ended)]
    [InlineData("<?cursor=1>; rel=\"prev\"", Ended)]
    [InlineData("<?cursor=1>; rel='prev'", Ended)]
    [InlineData("<?cursor=1>; rel=\"first prev\", </style.css>; rel=preload; as=style; crossorigin", Ended)]
    [InlineData("</terms>; rel=\"copyright\"; anchor=\"#foo\"", Ended)]
    [InlineData("</>; rel=\"http://example.net/foo?a=b#c\"", Ended)]
    [InlineData("<?cursor=1>; rel=prev; rel=previous", Ended)]
    [InlineData("string", Told)]
    [InlineData("null", Told)]
    [InlineData("<?cursor=2>", Told)]
    [InlineData("<?cursor=2>; rel", Told)]
    [InlineData("<?cursor=2>; rel=\"\"", Told)]
    [InlineData("<?cursor=2>; next", Told)]
    [InlineData("<?cursor=2>; rev=next", Told)]
    [InlineData("<?cursor=2>; rel*=next", Told)]
    [InlineData("<?cursor=2>; rel=prev; rel=next", Told)]
    [InlineData("<?cursor=2>; rel='next", Told)]
    [InlineData("<?cursor=2>; rel=next'", Told)]
    [InlineData("<?cursor=2>; rel='next\"", Told)]
    [InlineData("<?cursor=2>; rel=\"'next\"", Told)]
    [InlineData("<?cursor=2>; rel=''next''", Told)]
    [InlineData("<?cursor=2>; rel=\"next", Told)]
    [InlineData("<?cursor=2>; rel=\"next,\"", Told)]
    [InlineData("<?cursor=2>; rel=\u00b4next\u00b4", Told)]
    [InlineData("<?cursor=2>; rel=\u201cnext\u201d", Told)]
    [InlineData("<?cursor=2>; rel=\u00abnext\u00bb", Told)]
    [InlineData("<?cursor=2>; rel=\"\u0091ext\"", Told)]
    [InlineData("<?cursor=2>; rel=\"ne\u00a0xt\"", Told)]
    [InlineData("<?cursor=2>; r\u00e9l=\"next\"", Told)]
    [InlineData("<?cursor=2; rel=\"next\"", Told)]
    [InlineData("?cursor=2; rel=\"next\"", Told)]
    [InlineData("<?cursor=2> rel=\"next\"", Told)]
    [InlineData("<?cursor=2>, rel=\"next\"", Told)]
    [InlineData("garbage, <?cursor=2>; rel=next", Told)]
    [InlineData("<>; rel=next", Told)]
    [InlineData("<https://x.example/logs>; rel=next", Told)]
    [InlineData("<?>; rel=next", Told)]
    [InlineData("<?cursor=2>; rel=next; anchor=\"#part\"", Told)]
    [InlineData("<?cursor=2>; rel=next; anchor=\"https://elsewhere.example/\"", Told)]
    [InlineData("<?cursor=2>; rel=next; anchor='../other'", Told)]
    [InlineData("<?cursor=2>; rel=next; anchor=\"?cursor=9\"", Told)]
    [InlineData("<?cursor=2>; anchor; rel=next", Told)]
    public Task No_header_ends_a_list_quietly(string header, string outcome) => AssertOutcomeAsync($"Link: {header}\r\n", outcome);

    [Theory]
    [InlineData("Link: <?cursor=1>; rel=prev\r\nLink: <?cursor=2>; rel=next\r\n", Followed)]
    [InlineData("Link: \r\nlink: <?cursor=2>; rel=next\r\n", Followed)]
    [InlineData("Link: garbage\r\nLink: <?cursor=2>; rel=next\r\n", Followed)]
    [InlineData("Link: <?cursor=2>;\r\n rel=next\r\n", Followed)]
    [InlineData("Link: <?cursor=1>; rel=prev\r\nLink: garbage\r\n", Told)]
    [InlineData("Link: <?cursor=1>; rel=prev\r\nLink: <?cursor=0>; rel=first\r\n", Ended)]
    public Task Several_fields_and_folded_ones_are_one_header(string fields, string outcome) => AssertOutcomeAsync(fields, outcome);

    private static async Task AssertOutcomeAsync(string fields, string outcome)
    {
        await using RawServer server = ServeFields(fields);
        await using var client = IntegrationLogsClient.Create(TestClient.SendcloudAt(server.BaseAddress));
        List<long?> read = [];

        Exception? error = await Record.ExceptionAsync(async () =>
        {
            await foreach (SendcloudLog log in client.Sendcloud.GetIntegrationLogsAsync(7))
            {
                read.Add(log.Id);
            }
        });

        Assert.Equal(outcome == Followed ? [1, 2] : [1], read);
        Assert.Equal(outcome == Told ? typeof(PagingException) : null, error?.GetType());
    }

    /// <summary>The first page has the fields, any other has none. Text goes out as Latin-1, but for what that has no letter for.</summary>
    private static RawServer ServeFields(string fields) => RawServer.Start(async (_, request, stream, stopping) =>
    {
        string target = request.Split(' ')[1];
        bool isFirst = !target.Contains("cursor=", StringComparison.Ordinal);
        string host = request.Split("Host: ")[1].Split("\r\n")[0];
        string filled = fields
            .Replace("{request}", $"http://{host}{target}", StringComparison.Ordinal)
            .Replace("{path}", target.Split('?')[0], StringComparison.Ordinal);
        string body = $$"""{"data":[{"id":{{(isFirst ? 1 : 2)}},"base_url":"https://a.example"}]}""";
        string head = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {body.Length}\r\n";
        string answer = head + (isFirst ? filled : string.Empty) + "\r\n" + body;
        Encoding encoding = answer.Any(c => c > '\u00ff') ? Encoding.UTF8 : Encoding.Latin1;
        await stream.WriteAsync(encoding.GetBytes(answer), stopping);
    });
}
