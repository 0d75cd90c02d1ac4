using System.Text;
using IntegrationLogs.Client.Paging.Link;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging.Link;

public class LinkHeaderParserTests
{
    [Theory]
    [InlineData("<a,b;c>; rel=\"x\"", "a,b;c", "x")]
    [InlineData("<a>; title=\"one, two; <three>; rel=no\"; rel=x", "a", "x")]
    [InlineData("<a>; title=\"say \\\"rel=no\\\", \\\\\"; rel=x", "a", "x")]
    [InlineData("<a>; rel=\"\\x\"", "a", "x")]
    [InlineData("<a>;rel=x", "a", "x")]
    [InlineData(" \t<a> \t; \t rel \t= \t\"x\" \t", "a", "x")]
    [InlineData("< a >; rel = x", "a", "x")]
    [InlineData("<\t a\u00A0>; rel = x", "a\u00A0", "x")]
    [InlineData("<a>;;; ;rel=x;", "a", "x")]
    [InlineData(",, ,<a>; rel=x,, ,", "a", "x")]
    [InlineData("<>; rel=x", "", "x")]
    [InlineData("<a>; crossorigin; rel=x", "a", "x")]
    [InlineData("<a>; rel", "a", "")]
    [InlineData("<a>", "a", "")]
    [InlineData("<a>; rel=\"\"", "a", "")]
    [InlineData("<a>; rel=http://x.example/y?z=1", "a", "http://x.example/y?z=1")]
    [InlineData("<a>; rel=x;", "a", "x")]
    [InlineData("<a>; rel='x'", "a", "x")]
    [InlineData("<a>; rel=`x y`;", "a", "x y")]
    [InlineData("<a>; rel='' ;", "a", "")]
    [InlineData("<a>; title='b, c; rel=no'; rel=x", "a", "x")]
    [InlineData("<a>; title='tis; rel=x", "a", "x")]
    [InlineData("<a>; title=it's; rel=x", "a", "x")]
    [InlineData("<a>; rel='x", "a", "'x")]
    [InlineData("<a>; rel='x`", "a", "'x`")]
    [InlineData("<a>;\r\n rel=x\r\n", "a", "x")]
    [InlineData("<\r\n a>; rel=x", "a", "x")]
    public void One_link_is_read(string field, string target, string relations)
    {
        List<LinkHeader.Link> links = [];

        Assert.True(new LinkHeaderParser(field).TryReadInto(links));
        Assert.Equal([new(target, relations)], links);
    }

    [Theory]
    [InlineData("<a>; rel=\"next")]
    [InlineData("<a>; rel=\"next\\")]
    [InlineData("<a>; rel=\"next\\\"")]
    [InlineData("<a; rel=next")]
    [InlineData("<")]
    [InlineData("a; rel=next")]
    [InlineData("https://x.example/?a>; rel=next")]
    [InlineData("<a> rel=next")]
    [InlineData("<a> <b>; rel=next")]
    [InlineData("<a>; =next")]
    [InlineData("<a>; rel=\"next\"x")]
    [InlineData("<a>; rel next")]
    [InlineData("<a; rel=\"next\", <b>; rel=\"last\"")]
    [InlineData("<a; title=\";>;b\"; rel=next")]
    [InlineData("<<a>; rel=next")]
    [InlineData("<a>; rel=next\", <b>; rel=\"last\"")]
    [InlineData("<a>; \"rel=next\"")]
    [InlineData("<a>; rel=\\\"next\\\"")]
    [InlineData("<a>; rel:next")]
    [InlineData("<a>; rel==next")]
    [InlineData("<a>; rel=next<b>; rel=last")]
    [InlineData("<a>; rel=")]
    [InlineData("<a>; rel= ,")]
    [InlineData("<a>; rel='next' x")]
    [InlineData("<a>; anchor; rel=next")]
    public void A_fault_is_told_apart_from_the_end(string field)
    {
        List<LinkHeader.Link> links = [];

        Assert.False(new LinkHeaderParser("<first>; rel=first, " + field).TryReadInto(links));
        Assert.Equal("first", Assert.Single(links).Target);
        Assert.False(LinkHeader.Parse([field]).IsReadable);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData(",")]
    [InlineData(" , ,\t")]
    public void Nothing_is_no_fault(string field)
    {
        List<LinkHeader.Link> links = [];

        Assert.True(new LinkHeaderParser(field).TryReadInto(links));
        Assert.Empty(links);
    }

    [Theory]
    [InlineData("", '<')]
    [InlineData("", ';')]
    [InlineData("", '"')]
    [InlineData("", ',')]
    [InlineData("<a>", ';')]
    [InlineData("<a>; x", '=')]
    [InlineData("<a>; rel=\"", '\\')]
    [InlineData("<a>; rel=\"", ' ')]
    [InlineData("<a>; rel=", '\'')]
    [InlineData("<a>; ", 'x')]
    public void A_megabyte_of_one_character_is_read_to_its_end(string start, char character)
    {
        LinkHeader header = LinkHeader.Parse([start + new string(character, 1 << 20)]);

        Assert.Equal(start.Length == 0 && character == ',', header.IsReadable);
        Assert.Null(header.Find("next"));
    }

    [Theory]
    [InlineData("<>,", 3)]
    [InlineData("<;>;,", 5)]
    [InlineData("<>;a=\"\",", 8)]
    [InlineData("<>;a='b`,", 9)]
    [InlineData("<>;a='b;c=`d,", 13)]
    public void A_megabyte_of_links_is_read_to_its_end(string link, int length)
    {
        LinkHeader header = LinkHeader.Parse([string.Concat(Enumerable.Repeat(link, (1 << 20) / length))]);

        Assert.Null(header.Find("next"));
        Assert.False(header.IsReadable);
    }

    [Fact]
    public void No_text_throws()
    {
        Properties.ForAll<string?>(text => LinkHeader.Parse([text ?? string.Empty]).Find("next"));
        Properties.ForSeeds(
            random => LinkHeader.Parse([random.Text("<>;,=\"\\ \trelnx", 40), random.Text("<>;,=\"", 10)]).Find("next"), cases: 5000);
    }

    [Fact]
    public void What_is_rendered_is_read_back() => Properties.ForSeeds(
        random =>
        {
            LinkHeader.Link[] links =
            [
                .. Enumerable.Range(0, random.Next(5)).Select(_ => new LinkHeader.Link(
                    random.Text("ab/?&=;,%+#", 12),
                    random.Text("next prv\"\\,;<>=", 10),
                    random.Once(3) ? random.OneOf("#x", "x", "a,b;c") : null)),
            ];
            string[] fields = random.Once(2)
                ? [string.Join(random.OneOf(",", " , ", ",,\t"), links.Select(link => Render(link, random)))]
                : [.. links.Select(link => Render(link, random))];

            List<LinkHeader.Link> read = [];

            Assert.All(fields, field => Assert.True(new LinkHeaderParser(field).TryReadInto(read)));
            Assert.Equal(links, read);
        },
        cases: 2000);

    private static string Render(LinkHeader.Link link, Random random)
    {
        var parameters = new List<string> { $"{random.OneOf("rel", "REL", "Rel ")}={random.OneOf("", " ")}{Quoted(link.Relations)}" };
        if (link.Anchor is string anchor)
        {
            parameters.Insert(random.Next(2), "anchor=" + Quoted(anchor));
        }

        if (random.Once(2))
        {
            parameters.Insert(random.Next(parameters.Count + 1), random.OneOf("title=\"a, b; \\\"rel=no\\\"\"", "x", "rev=x", "rel*=no"));
        }

        if (random.Once(3))
        {
            parameters.Add("rel=second");
        }

        return $"<{link.Target}>{random.OneOf(";", " ; ", ";;")}{string.Join(random.OneOf(";", "; ", "\t;"), parameters)}";
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            quoted.Append(c is '"' or '\\' ? "\\" : "").Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
