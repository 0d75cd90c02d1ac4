using System.Buffers;
using System.Text;
using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Paging.Link;
using IntegrationLogs.Client.Reliability.Infrastructure;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.Fuzzing;

public sealed class LinkHeaderFuzzTests(ITestOutputHelper output)
{
    private const string Followed = "followed", Ended = "ended", Refused = "refused";

    /// <summary>A third of the longest query, for when all of it is escaped.</summary>
    private const int LongestFollowed = 10_000;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef");

    private static readonly WalkInfo Info = new(IntegrationVendor.Sendcloud, "GET /integrations/logs", "Sendcloud /integrations/logs");

    [Fact]
    public async Task No_link_header_ends_a_list_that_it_does_not_say_to_end_or_leads_a_request_elsewhere()
    {
        int count = Form.Of(10_000, 1_000_000);
        Outcomes outcomes = await FuzzRun.RunAsync(count, () => Task.FromResult(new StubbedClient()), WalkAsync);

        outcomes.AssertShares(10, Followed, Ended, Refused);
        output.WriteLine(outcomes.Report("Link headers, 0 undocumented exceptions, 0 silent ends, 0 requests elsewhere"));
    }

    [Fact]
    public async Task Links_in_any_legal_spelling_are_read_as_they_were_meant()
    {
        Outcomes outcomes = await FuzzRun.RunAsync(Form.Of(10_000, 500_000), fuzz =>
        {
            (FuzzLink[] links, IReadOnlyList<string> fields) = LinkInput.Legal(fuzz.Random);
            fuzz.Shows(fields);

            LinkHeader header = LinkHeader.Parse(fields);

            Assert.Equal(!LinkGrammar.IsDoubtful(fields), header.IsReadable);
            Assert.Equal(links, header.Links.Select(ToLink));
            Assert.Equal(links, LinkGrammar.Read(fields));
            return "read as they were meant";
        });

        output.WriteLine(outcomes.Report("Link headers written in any legal spelling and read back"));
    }

    /// <summary>The answer to the first request has the header; the answer to a second one has none.</summary>
    private static async Task<string> WalkAsync(StubbedClient client, FuzzCase fuzz)
    {
        IReadOnlyList<string> fields = LinkInput.Any(fuzz.Random);
        fuzz.Shows(fields);
        var requests = new List<Uri>();
        client.Stub.Answer = request =>
        {
            requests.Add(request.RequestUri!);
            HttpResponseMessage response = StubHandler.Respond("""{"data":[]}"""u8.ToArray());
            _ = requests.Count == 1 && response.Headers.TryAddWithoutValidation("Link", fields);
            return response;
        };
        var walk = new LinkWalk<SendcloudLog>(
            Info,
            (query, _, token) => FetchAsync(client.Sendcloud, query, token),
            _ => 1,
            new PagingOptions { ReadAhead = 0 },
            start: null);

        Exception? error = await client.RecordAsync(fuzz, async () => _ = await walk.ReadAsync(default).ToListAsync());

        AssertIsRead(fields);
        AssertIsRight(LinkGrammar.Read(fields), LinkGrammar.IsDoubtful(fields), requests, error);
        return error is not null ? Refused : requests.Count == 1 ? Ended : Followed;
    }

    private static async Task<LinkPage<SendcloudLog>> FetchAsync(ISendcloudApi api, string? query, CancellationToken cancellationToken)
    {
        SendcloudPageQuery page = query is null ? SendcloudPageQuery.First() : SendcloudPageQuery.FromNextLink(query);
        SendcloudPage<SendcloudLog> response = await api.GetLogsAsync(page, cancellationToken);
        return new LinkPage<SendcloudLog>(response.Data, response.Response);
    }

    /// <summary>What the grammar can read is read, and to the same links.</summary>
    private static void AssertIsRead(IReadOnlyList<string> fields)
    {
        if (LinkGrammar.Read(fields) is IReadOnlyList<FuzzLink> links)
        {
            LinkHeader header = LinkHeader.Parse(fields);
            Assert.Equal(!LinkGrammar.IsDoubtful(fields), header.IsReadable);
            Assert.Equal(links, header.Links.Select(ToLink));
        }
    }

    private static void AssertIsRight(IReadOnlyList<FuzzLink>? links, bool isDoubtful, List<Uri> requests, Exception? error)
    {
        FuzzLink? next = links is null ? null : LinkGrammar.Next(links);
        byte[]? query = next is null ? null : QueryOf(next.Target);
        if (error is not null)
        {
            Assert.IsType<PagingException>(error);
            bool isTooLong = query?.Length > LongestFollowed;
            bool isNotOurs = next is null && (isDoubtful || links?.Any(LinkGrammar.IsNext) is true);
            Assert.True(
                links is null || isTooLong || isNotOurs || (next is not null && query is null),
                "This header can be followed, or is the end.");
        }
        else if (requests.Count == 1)
        {
            Assert.True(
                links is not null && !isDoubtful && !links.Any(LinkGrammar.IsNext),
                "The list ended although the header does not say so.");
        }
        else
        {
            AssertStaysHome(Assert.Single(requests[1..]));
            Assert.Equal(query ?? Decode(requests[1].Query[1..]), Decode(requests[1].Query[1..]));
            Assert.True(links is null || next is not null, "There is no next link.");
        }
    }

    private static void AssertStaysHome(Uri request)
    {
        Assert.Equal("https://vendors.example/api/v3/integrations/logs", request.GetLeftPart(UriPartial.Path));
        Assert.Empty(request.UserInfo);
        Assert.DoesNotContain('+', request.Query);
    }

    /// <summary>The bytes a server makes of the target's query, where a plus sign means itself.</summary>
    private static byte[]? QueryOf(string target)
    {
        string[] parts = target.Split('#')[0].Split('?', 2);
        return parts.Length == 2 && parts[1].Length > 0 ? Decode(parts[1]) : null;
    }

    private static byte[] Decode(string query)
    {
        var bytes = new List<byte>();
        for (int i = 0; i < query.Length; i++)
        {
            bool isEscape = query[i] == '%' && i + 2 < query.Length && query.AsSpan(i + 1, 2).IndexOfAnyExcept(HexDigits) < 0;
            bytes.AddRange(isEscape ? Convert.FromHexString(query.AsSpan(i + 1, 2)) : Encoding.Latin1.GetBytes(query, i, 1));
            i += isEscape ? 2 : 0;
        }

        return [.. bytes];
    }

    private static FuzzLink ToLink(LinkHeader.Link link) => new(link.Target, link.Relations, link.Anchor is not null);
}
