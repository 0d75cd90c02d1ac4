using System.Security.Cryptography;
using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging;

public class ContinuationTokenTests
{
    private static readonly WalkInfo List = Walk("elastic-path/logs");
    private const string NoToken = "This is no continuation token of IntegrationLogs.Client.";

    private static readonly string Token = ContinuationToken.Encode(List, new WalkPosition("100", [1, ulong.MaxValue]));

    [Theory]
    [InlineData("", "\n")]
    [InlineData("", "\r\n")]
    [InlineData(" ", "\t\n\n")]
    public async Task A_token_that_was_kept_in_a_file_may_have_white_space_around_it(string before, string after)
    {
        await using TestClient test = await TestClient.StartAsync();
        var paging = new PagingOptions { PageSize = 10, MaxPages = 1 };
        Page<ElasticPathLog> first = await test.Client.ElasticPath.GetAllLogsAsync(paging).AsPages().FirstAsync();
        Page<SendcloudLog> second = await test.Client.Sendcloud.GetAllLogsAsync(paging).AsPages().FirstAsync();

        AsyncPageable<ElasticPathLog> elasticPath = test.Client.ElasticPath.GetAllLogsAsync(paging);
        AsyncPageable<SendcloudLog> sendcloud = test.Client.Sendcloud.GetAllLogsAsync(paging);

        Page<ElasticPathLog> expected = await elasticPath.AsPages(first.ContinuationToken).FirstAsync();
        Assert.Equal(expected.Items, (await elasticPath.AsPages(before + first.ContinuationToken + after).FirstAsync()).Items);
        Assert.NotEmpty(await sendcloud.AsPages(before + second.ContinuationToken + after).ToListAsync());
    }

    [Fact]
    public void A_token_brings_back_the_position() => Properties.ForSeeds(random =>
    {
        WalkInfo list = Walk(random.Text("abc/-é漢", 40), random.Once(3) ? null : random.Text("abc/-é漢", 40), random.Text("htps:/", 9));
        string place = random.Text("cursor=&%+:é漢 \n", 300);
        ulong[] records = [.. Enumerable.Range(0, random.Next(33)).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))];

        string token = ContinuationToken.Encode(list, new WalkPosition(place, records));
        WalkPosition position = ContinuationToken.Decode(list, token);

        Assert.Equal(place, position.Place);
        Assert.Equal(records, position.RecentRecords);
        Assert.Equal(token, Uri.EscapeDataString(token));
    });

    [Fact]
    public void A_token_stays_readable_by_later_versions_of_the_package()
    {
        WalkPosition position = ContinuationToken.Decode(
            List, "il2.Gm5vcnRoIGF0IGh0dHBzOi8veC5leGFtcGxlEWVsYXN0aWMtcGF0aC9sb2dzAzEwMAEAAAAAAAAA__________9tBYO1Y19fCQ");

        Assert.Equal("100", position.Place);
        Assert.Equal([1, ulong.MaxValue], position.RecentRecords);
    }

    [Fact]
    public void A_token_of_another_list_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>("continuationToken", () => ContinuationToken.Decode(Walk("sendcloud/logs"), Token));

        Assert.Contains("'elastic-path/logs'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'sendcloud/logs'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("south", "https://x.example", "the account 'south at https://x.example'")]
    [InlineData("north", "https://y.example", "the account 'north at https://y.example'")]
    [InlineData("", "https://x.example", "the account 'https://x.example'")]
    [InlineData(null, "", "no account")]
    public void A_token_of_another_account_is_refused_by_name(string? account, string origin, string named)
    {
        string token = ContinuationToken.Encode(Walk("logs", "north"), new WalkPosition("100", []));

        var error = Assert.Throws<ArgumentException>(
            "continuationToken", () => ContinuationToken.Decode(Walk("logs", account, origin), token));

        Assert.StartsWith(
            $"The continuation token belongs to the account 'north at https://x.example', not to {named}: records would be skipped.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_of_no_account_is_refused_by_one()
    {
        string token = ContinuationToken.Encode(Walk("logs", account: null), new WalkPosition("100", []));

        var error = Assert.Throws<ArgumentException>("continuationToken", () => ContinuationToken.Decode(Walk("logs", "north"), token));

        Assert.Contains(
            "belongs to no account, not to the account 'north at https://x.example'", error.Message, StringComparison.Ordinal);
        Assert.Equal("100", ContinuationToken.Decode(Walk("logs", account: null), token).Place);
    }

    [Fact]
    public void A_token_of_the_version_that_named_no_account_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>("continuationToken", () => ContinuationToken.Decode(
            List, "il1.EWVsYXN0aWMtcGF0aC9sb2dzAzEwMAEAAAAAAAAA__________-xA0k8is03MA"));

        Assert.StartsWith(
            "The continuation token is of version 'il1'; this version of the package reads 'il2'. Read the list from its start.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void No_token_at_all_is_refused()
    {
        Assert.Throws<ArgumentNullException>("continuationToken", () => ContinuationToken.Decode(List, null!));
        foreach (string token in (string[])
            ["", " ", "il2", "il2.", ".", "25", "cursor=abc", "il2.!", "il2.AAAA", Token + Token, "il2." + new string('A', 100)])
        {
            Assert.Throws<ArgumentException>("continuationToken", () => ContinuationToken.Decode(List, token));
        }
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        for (int length = 0; length < Token.Length; length++)
        {
            Assert.Throws<ArgumentException>("continuationToken", () => ContinuationToken.Decode(List, Token[..length]));
            Assert.Throws<ArgumentException>("continuationToken", () => ContinuationToken.Decode(List, Token[(length + 1)..]));
        }
    }

    [Fact]
    public void Every_change_of_one_character_is_refused()
    {
        const string characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. \n\u00e9";
        for (int tail = 0; tail < 3; tail++)
        {
            // Texts of every length modulo four, so that every kind of padding is met.
            string token = ContinuationToken.Encode(List, new WalkPosition(new string('7', tail), [5]));
            for (int at = 0; at < token.Length; at++)
            {
                foreach (char c in characters.Where(c => c != token[at]))
                {
                    AssertRefused($"{token[..at]}{c}{token[(at + 1)..]}");
                }

                AssertRefused(token.Remove(at, 1));
                if (at > 0)
                {
                    AssertRefused(token.Insert(at, " "));
                }
            }

            AssertRefused(token + "=");
            AssertRefused(token + "A");
        }

        static void AssertRefused(string changed) =>
            Assert.Throws<ArgumentException>("continuationToken", () => ContinuationToken.Decode(List, changed));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 200 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255 })]
    [InlineData(new byte[] { 17, 1, 2 })]
    public void Nonsense_with_a_right_checksum_is_refused(byte[] content)
    {
        byte[] withChecksum = [.. content, .. SHA256.HashData(content).AsSpan(0, 8)];
        string token = "il2." + Convert.ToBase64String(withChecksum).TrimEnd('=').Replace('+', '-').Replace('/', '_');

        var error = Assert.Throws<ArgumentException>("continuationToken", () => ContinuationToken.Decode(List, token));

        Assert.StartsWith(NoToken, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("25", NoToken)]
    [InlineData("cursor=a.b", NoToken)]
    [InlineData("il2.a.b", NoToken)]
    [InlineData(
        "il9.abc", "The continuation token is of version 'il9'; this version of the package reads 'il2'. Read the list from its start.")]
    [InlineData("il2.AAAA", "The continuation token is damaged: it was cut short or changed.")]
    public void A_refusal_says_why_and_how_long_the_token_is_but_not_what(string token, string expected)
    {
        var error = Assert.Throws<ArgumentException>("continuationToken", () => ContinuationToken.Decode(List, token));

        Assert.StartsWith($"{expected} (It has {token.Length} characters.)", error.Message, StringComparison.Ordinal);
    }

    private static WalkInfo Walk(string list, string? account = "north", string origin = "https://x.example") =>
        new(IntegrationVendor.ElasticPath, "GET /list", list, account is null ? null : new WalkAccount(account, origin));
}
