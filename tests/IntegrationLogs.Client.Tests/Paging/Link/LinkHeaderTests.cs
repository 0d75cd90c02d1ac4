using IntegrationLogs.Client.Paging.Link;

namespace IntegrationLogs.Client.Tests.Paging.Link;

public class LinkHeaderTests
{
    [Fact]
    public void The_first_example_of_the_RFC_is_read()
    {
        LinkHeader header = Parse("""<http://example.com/TheBook/chapter2>; rel="previous"; title="previous chapter" """);

        Assert.Equal([new("http://example.com/TheBook/chapter2", "previous")], header.Links);
        Assert.True(header.IsReadable);
    }

    [Fact]
    public void A_second_anchor_does_not_undo_the_first() =>
        Assert.Null(Parse("""<?a>; rel=next; anchor="#x"; anchor="#y" """).Find("next"));

    [Fact]
    public void The_RFCs_examples_of_an_extension_relation_and_an_anchor_are_read()
    {
        LinkHeader header = Parse("""</>; rel="http://example.net/foo" """, """</terms>; rel="copyright"; anchor="#foo" """);

        Assert.Equal(
            [new("/", "http://example.net/foo"), new("/terms", "copyright", "#foo")], header.Links);
        Assert.NotNull(header.Find("http://example.net/foo"));
        Assert.Null(header.Find("copyright"));
    }

    [Fact]
    public void The_RFCs_example_of_encoded_titles_is_read()
    {
        LinkHeader header = Parse(
            "</TheBook/chapter2>; rel=\"previous\"; title*=UTF-8'de'letztes%20Kapitel, "
            + "</TheBook/chapter4>; rel=\"next\"; title*=UTF-8'de'n%c3%a4chstes%20Kapitel");

        Assert.Equal("/TheBook/chapter2", header.Find("previous")!.Target);
        Assert.Equal("/TheBook/chapter4", header.Find("next")!.Target);
    }

    [Fact]
    public void The_RFCs_example_of_two_relations_is_read()
    {
        LinkHeader header = Parse("""<http://example.org/>; rel="start http://example.net/relation/other" """);

        Assert.Equal("http://example.org/", header.Find("start")!.Target);
        Assert.Equal("http://example.org/", header.Find("http://example.net/relation/other")!.Target);
        Assert.Null(header.Find("http://example.net/relation"));
    }

    [Fact]
    public void The_RFCs_example_of_one_field_with_two_links_is_read()
    {
        LinkHeader header = Parse(
            """<https://example.org/>; rel="start", <https://example.org/index>; rel="index" """);

        Assert.Equal("https://example.org/", header.Find("start")!.Target);
        Assert.Equal("https://example.org/index", header.Find("index")!.Target);
    }

    [Theory]
    [InlineData(
        """<https://panel.sendcloud.sc/api/v3/integrations/123/logs?cursor=2023-03-01T02:02:00&page_size=25>; rel="next" """,
        "cursor=2023-03-01T02:02:00&page_size=25")]
    [InlineData("""<https://panel.sendcloud.sc/v3/integrations/123/logs?cursor=cD0yMDIz==>; rel="next" """, "cursor=cD0yMDIz==")]
    [InlineData(
        """<https://panel.sendcloud.sc/api/v3/x?cursor=cj0x%3D>; rel="prev", <https://x.example/v3/x?cursor=cD0y%3D>; rel="next" """,
        "cursor=cD0y%3D")]
    public void The_forms_of_Sendclouds_pages_are_read(string field, string query)
    {
        LinkHeader header = Parse(field);

        Assert.True(header.IsReadable);
        Assert.Equal(query, LinkTarget.QueryOf(header.Find("next")!.Target));
    }

    [Fact]
    public void Links_of_several_fields_are_one_list()
    {
        LinkHeader header = Parse("<a>; rel=first", "", "<b>; rel=next,<c>; rel=last");

        Assert.Equal(["a", "b", "c"], header.Links.Select(link => link.Target));
        Assert.True(header.IsReadable);
    }

    [Fact]
    public void No_field_is_readable_and_has_no_link()
    {
        LinkHeader header = Parse();

        Assert.Empty(header.Links);
        Assert.True(header.IsReadable);
        Assert.Null(header.Find("next"));
    }

    [Fact]
    public void The_first_of_several_next_links_counts() => Assert.Equal("a", Parse("<a>; rel=next, <b>; rel=next").Find("next")!.Target);

    [Theory]
    [InlineData("<a>; rel=NEXT")]
    [InlineData("<a>; REL=next")]
    [InlineData("<a>; rel=\"prev Next\"")]
    [InlineData("<a>; rel=\"\tprev \t next \"")]
    [InlineData("<a>; rel=next; rel=prev")]
    public void A_next_link_is_found_whatever_the_case_and_in_a_list_of_relations(string field) =>
        Assert.Equal("a", Parse(field).Find("next")!.Target);

    [Theory]
    [InlineData("<a>; rel=nextpage")]
    [InlineData("<a>; rel=prev; rev=next")]
    [InlineData("<a>; rel=prev; rel*=next")]
    [InlineData("<a>; rel=prev; title=next")]
    [InlineData("<a>; title=\"x; rel=next\"; rel=prev")]
    [InlineData("<a>; rel=next; anchor=\"#x\"")]
    [InlineData("<a>; rel=next; anchor=\"https://x.example/a\"")]
    public void What_is_no_next_link_of_this_resource_is_not_found(string field)
    {
        LinkHeader header = Parse(field);

        Assert.True(header.IsReadable);
        Assert.Single(header.Links);
        Assert.Null(header.Find("next"));
    }

    [Theory]
    [InlineData("<a>")]
    [InlineData("<a>; rel")]
    [InlineData("<a>; rel=\" \"")]
    [InlineData("<a>; rev=next")]
    [InlineData("<a>; rel*=next")]
    [InlineData("<a>; title=next")]
    [InlineData("<a>; title=\"x; rel=next\"")]
    [InlineData("<a>; rel=prev; rel=next")]
    [InlineData("<a>; rel=prev; rel=\"last Next\"")]
    [InlineData("<a>; rel; rel=next")]
    [InlineData("<a>; rel='next")]
    [InlineData("<a>; rel=next'")]
    [InlineData("<a>; rel=\"next,\"")]
    [InlineData("<a>; rel=\"prev next;\"")]
    [InlineData("<a>; rel=\"\u0091ext\"")]
    [InlineData("<a>; rel=\"n\u0435xt\"")]
    [InlineData("<a>; rel=\"next\u00a0\"")]
    [InlineData("<a>; rel=\"http://x.example/\u00e9\"")]
    [InlineData("<a>; rel=\"-next\"")]
    public void A_link_that_does_not_say_what_it_is_may_be_a_next_link(string field)
    {
        LinkHeader header = Parse(field);

        Assert.False(header.IsReadable);
        Assert.Null(header.Find("next"));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(" ", true)]
    [InlineData("https://x.example/api/logs?page_size=2", true)]
    [InlineData("HTTPS://X.example:443/api/logs", true)]
    [InlineData("//x.example/api/logs", true)]
    [InlineData("/api/logs", true)]
    [InlineData("logs", true)]
    [InlineData("?page_size=2", true)]
    [InlineData("#", true)]
    [InlineData("#x", false)]
    [InlineData("?page_size=3", false)]
    [InlineData("/api/Logs", false)]
    [InlineData("/api/logs/", false)]
    [InlineData("http://x.example/api/logs", false)]
    [InlineData("https://x.example:8443/api/logs", false)]
    [InlineData("https://y.example/api/logs", false)]
    [InlineData("https://:x", false)]
    public void An_anchor_is_resolved_against_the_address_that_was_asked(string anchor, bool isHere)
    {
        LinkHeader header = Parse($"<a>; rel=next; anchor=\"{anchor}\"");

        Assert.Equal(isHere, header.Find("next", new Uri("https://x.example/api/logs?page_size=2")) is not null);
        Assert.Equal(anchor.Trim().Length == 0, header.Find("next") is not null);
    }

    [Fact]
    public void An_anchored_link_does_not_hide_the_one_behind_it() =>
        Assert.Equal("b", Parse("<a>; rel=next; anchor=x, <b>; rel=next").Find("next")!.Target);

    [Fact]
    public void A_field_that_cannot_be_read_does_not_hide_the_others()
    {
        LinkHeader header = Parse("<a>; rel=first, oops", "<b>; rel=next");

        Assert.False(header.IsReadable);
        Assert.Equal("b", header.Find("next")!.Target);
        Assert.Equal("a", header.Find("first")!.Target);
    }

    private static LinkHeader Parse(params string[] fields) => LinkHeader.Parse(fields);
}
