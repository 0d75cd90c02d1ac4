using System.Text;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Http;

public class ApiPathTests
{
    [Theory]
    [InlineData("8edd44ef-1856-4456-90ec-d9fab8a25049", "8edd44ef-1856-4456-90ec-d9fab8a25049")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("../logs", "..%2Flogs")]
    [InlineData("a\\b", "a%5Cb")]
    [InlineData("a?b=c", "a%3Fb%3Dc")]
    [InlineData("a#b", "a%23b")]
    [InlineData("a b", "a%20b")]
    [InlineData(" a ", "%20a%20")]
    [InlineData("a+b;c", "a%2Bb%3Bc")]
    [InlineData("%2F", "%252F")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("...", "...")]
    [InlineData(".a", ".a")]
    [InlineData("é漢", "%C3%A9%E6%BC%A2")]
    [InlineData("😀", "%F0%9F%98%80")]
    [InlineData("a\0\r\n", "a%00%0D%0A")]
    public void An_id_is_one_segment_whatever_is_in_it(string id, string segment) => Assert.Equal(segment, ApiPath.Segment(id, nameof(id)));

    [Fact]
    public void No_id_is_refused_by_name()
    {
        Assert.Throws<ArgumentNullException>("jobId", () => ApiPath.Segment(null!, "jobId"));
        Assert.Throws<ArgumentException>("jobId", () => ApiPath.Segment("", "jobId"));
        Assert.Throws<ArgumentException>("jobId", () => ApiPath.Segment(" \t\u00a0", "jobId"));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public void What_stands_for_another_place_is_refused(string id) =>
        Assert.Throws<ArgumentException>(nameof(id), () => ApiPath.Segment(id, nameof(id)));

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        foreach (string id in (string[])["\ud83d", "\ude00", "a\ud83d", "\ud83da", "\ude00\ud83d", "😀\ud83d", "\ud83d😀"])
        {
            Assert.Throws<ArgumentException>(nameof(id), () => ApiPath.Segment(id, nameof(id)));
        }
    }

    [Fact]
    public void What_can_be_a_segment_is_known_without_an_exception()
    {
        Assert.All((string[])["a", "a/b", "...", "😀"], id => Assert.True(ApiPath.CanBeSegment(id)));
        Assert.All((string?[])[null, "", " ", ".", "..", "a\ud83d"], id => Assert.False(ApiPath.CanBeSegment(id)));
    }

    [Fact]
    public void Any_id_leads_to_its_own_place_and_no_other()
    {
        Properties.ForAll<string?>(id => AssertOwnPlace(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(id ?? ""))), cases: 1000);
        Properties.ForSeeds(random => AssertOwnPlace(random.Text("./\\?#%2eEfF:@;&=+ aé漢", 8)), cases: 3000);
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(long.MaxValue, "9223372036854775807")]
    public void A_number_is_written_in_digits(long id, string segment) => Assert.Equal(segment, ApiPath.Segment(id, nameof(id)));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void A_number_below_one_is_refused_by_name(long id) =>
        Assert.Throws<ArgumentOutOfRangeException>("integrationId", () => ApiPath.Segment(id, "integrationId"));

    [Fact]
    public void A_refusal_says_why()
    {
        const string half = "The id is not valid Unicode: it has half of a surrogate pair.";

        AssertRefused("..", "'..' cannot be an id: in a path it stands for another place, however it is escaped.");
        AssertRefused("a" + (char)0xD800, half);
        AssertRefused((char)0xDC00 + "a", half);
    }

    private static void AssertRefused(string id, string expected)
    {
        var error = Assert.Throws<ArgumentException>("integrationId", () => ApiPath.Segment(id, "integrationId"));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    private static void AssertOwnPlace(string id)
    {
        if (string.IsNullOrWhiteSpace(id) || id is "." or "..")
        {
            return;
        }

        var uri = new Uri("http://x/v2/integrations/" + ApiPath.Segment(id, nameof(id)) + "/logs");

        string[] segments = uri.AbsolutePath.Trim('/').Split('/');
        Assert.Equal(4, segments.Length);
        Assert.Equal(id, Uri.UnescapeDataString(segments[2]));
        Assert.Equal("logs", segments[3]);
        Assert.Equal("", uri.Query + uri.Fragment);
    }
}
