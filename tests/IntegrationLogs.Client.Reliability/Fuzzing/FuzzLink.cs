using System.Text;

namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>A link as these tests see it, and every legal way to spell it.</summary>
internal sealed record FuzzLink(string Target, string Relations, bool HasAnchor)
{
    private const string TokenCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'*+^`|%#";

    private static readonly string[] Origins =
    [
        "https://panel.sendcloud.sc/api/v3/integrations/123/logs", "https://panel.sendcloud.sc/v3/integrations/logs",
        "http://panel.sendcloud.sc/api/v3/integrations/logs", "https://elsewhere.example", "//elsewhere.example/x", "/api/v3/x", "../x",
        "https://user:password@elsewhere.example:8443/a/../b", "file:///etc/passwd", "javascript:alert(1)", "", "x\\y", "/é",
    ];

    private static readonly string[] Queries =
    [
        "?cursor=2023-03-01T02:02:00+01:00&page_size=25", "?cursor=cD0yMDIz==", "?cursor=cj0x%3D&x=a,b;c",
        "?page_size=5&cursor=%c3%a9%2B%zz",
        "?cursor=1#fragment?no=1", "?a?b=c/../d\\e", "?cursor='x'|{y}^`~[z]", "?cursor=\u00c3\u00a9", "?cursor=a%20b&c=%00%0D%0AHost:x",
        "?cursor=@elsewhere.example/", "?", "", "#x?y=z",
    ];

    private static readonly string[] Words =
        ["next", "next", "next", "Next", "NEXT", "prev", "last", "first", "nextpage", "https://x.example/next?a,b;c"];

    private static readonly string[] Others =
    [
        "title=\"one, two; <three>; rel=next\"", "title=\"say \\\"rel=next\\\", \\\\\"", "title*=UTF-8'de'n%c3%a4chstes%20Kapitel",
        "rev=next",
        "crossorigin", "hreflang=de", "type=\"text/html\"", "rel*=next", "x = \"\"", "media=\"a,b\"", "", "",
    ];

    public static FuzzLink Any(Random random)
    {
        string target = random.OneOf(Origins) + random.OneOf(Queries);
        string relations = string.Join(
            random.OneOf(" ", "  ", "\t"), Enumerable.Range(0, random.OneOf(1, 1, 1, 1, 2, 3)).Select(_ => random.OneOf(Words)));
        return new FuzzLink(target, relations, HasAnchor: random.Once(8));
    }

    /// <summary>The fields of a message with these links, several of them or one.</summary>
    public static IReadOnlyList<string> Spell(IEnumerable<FuzzLink> links, Random random)
    {
        var fields = new List<StringBuilder> { new() };
        foreach (FuzzLink link in links)
        {
            if (random.Once(4))
            {
                fields.Add(new StringBuilder());
            }

            StringBuilder field = fields[^1];
            field.Append(field.Length == 0 ? random.OneOf("", "", " ", ",", " , ,") : random.OneOf(",", ", ", ", ", " ,\t, "))
                .Append(link.Spell(random));
        }

        fields[^1].Append(random.OneOf("", "", "", " ", ",", " ,\t"));
        return [.. fields.Select(field => field.ToString())];
    }

    private string Spell(Random random)
    {
        var parameters = new List<string> { $"{random.OneOf("rel", "rel", "rel", "REL", "Rel")}{Equal(random)}{SpellRelations(random)}" };
        for (int others = random.OneOf(0, 0, 0, 1, 2); others > 0; others--)
        {
            parameters.Insert(random.Next(parameters.Count + 1), random.OneOf(Others));
        }

        if (HasAnchor)
        {
            string anchor = random.OneOf("anchor=\"#x\"", "Anchor = x", "anchor=\"a,b;c>\"", "anchor='y'");
            parameters.Insert(random.Next(parameters.Count + 1), anchor);
        }

        if (random.Once(5))
        {
            parameters.Add(random.OneOf("rel=next", "rel=\"prev\"", "rel"));
        }

        string target = $"<{random.OneOf("", "", "", " ")}{Target}{random.OneOf("", "", "", "\t")}>";
        string rest = string.Concat(parameters.Select(parameter => random.OneOf(";", "; ", "; ", " ;\t") + parameter));
        return target + rest + random.OneOf("", "", "", ";", " ");
    }

    private static string Equal(Random random) => random.OneOf("=", "=", "=", " = ", "=\t");

    private string SpellRelations(Random random)
    {
        if (Relations.Length > 0 && Relations.All(c => TokenCharacters.Contains(c, StringComparison.Ordinal)) && random.Once(3))
        {
            return Relations;
        }

        var quoted = new StringBuilder("\"");
        bool escapesMore = random.Once(4);
        foreach (char c in Relations)
        {
            quoted.Append(c is '"' or '\\' || (escapesMore && random.Once(3)) ? "\\" : "").Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
