using System.Text.RegularExpressions;

namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>
/// A second reader of <c>Link</c> headers, by regular expressions instead of by hand: the grammar of RFC 8288, section 3, with what is
/// met all the same (empty parameters, blanks around a target, addresses in it that need escaping, a relation that is an address
/// without quotes).
/// </summary>
internal static partial class LinkGrammar
{
    /// <summary>The links of all fields, or null if any of it is against the grammar.</summary>
    public static IReadOnlyList<FuzzLink>? Read(IEnumerable<string> fields)
    {
        var links = new List<FuzzLink>();
        foreach (string field in fields)
        {
            if (!Field().IsMatch(field) || Link().Matches(field).Any(HasEmptyAnchor))
            {
                return null;
            }

            links.AddRange(Link().Matches(field).Select(ToLink));
        }

        return links;
    }

    /// <summary>What <c>rel="next"</c> of this message leads to.</summary>
    public static FuzzLink? Next(IReadOnlyList<FuzzLink> links) => links.FirstOrDefault(link => !link.HasAnchor && IsNext(link));

    public static bool IsNext(FuzzLink link) =>
        Regex.IsMatch(link.Relations, @"(^|[ \t])next([ \t]|$)", Options | RegexOptions.IgnoreCase);

    /// <summary>
    /// Whether any link does not say what it is: it has no relation, one that is none, or a later one that speaks of a next page.
    /// </summary>
    public static bool IsDoubtful(IEnumerable<string> fields) => fields.SelectMany(field => Link().Matches(field)).Any(link =>
    {
        string[] relations =
        [
            .. Parameter().Matches(link.Groups["parameters"].Value).Where(parameter => IsNamed(parameter, "rel")).Select(Unquoted),
        ];
        return relations.Length == 0
            || !Relations().IsMatch(relations[0])
            || relations.Skip(1).Any(later => later.Contains("next", StringComparison.OrdinalIgnoreCase));
    });

    private static FuzzLink ToLink(Match link)
    {
        Match[] parameters = Parameter().Matches(link.Groups["parameters"].Value).ToArray();
        Match? relation = Array.Find(parameters, parameter => IsNamed(parameter, "rel"));
        return new FuzzLink(
            link.Groups["target"].Value.Trim(' ', '\t'),
            relation is null ? string.Empty : Unquoted(relation),
            parameters.Any(parameter => IsNamed(parameter, "anchor")));
    }

    /// <summary>An anchor that lost its value may have been any.</summary>
    private static bool HasEmptyAnchor(Match link) => Parameter().Matches(link.Groups["parameters"].Value).Any(
        parameter => IsNamed(parameter, "anchor")
            && !parameter.Groups["quoted"].Success && !parameter.Groups["other"].Success && !parameter.Groups["token"].Success);

    private static bool IsNamed(Match parameter, string name) =>
        parameter.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string Unquoted(Match parameter) => parameter.Groups["other"].Success
        ? parameter.Groups["other"].Value
        : parameter.Groups["quoted"].Success
        ? Regex.Replace(parameter.Groups["quoted"].Value, @"\\(.)", "$1", RegexOptions.Singleline)
        : parameter.Groups["token"].Value;

    private const RegexOptions Options = RegexOptions.Singleline | RegexOptions.CultureInvariant;

    private const string DelimiterAhead = """(?=[ \t]*(?:[;,]|\z))""";

    private const string ValuePattern =
        """(?>"(?<quoted>(?>[^"\\]|\\.)*)"|'(?<other>[^']*)'""" + DelimiterAhead
        + "|`(?<other>[^`]*)`" + DelimiterAhead + """|(?<token>[^ \t;,"<>\\=][^ \t;,"<>\\]*))""";

    private const string ParameterPattern =
        """;[ \t]*(?>(?<name>[!#$%&'*+\-.^_`|~0-9A-Za-z]+)(?>[ \t]*=[ \t]*""" + ValuePattern + ")?)?";

    private const string LinkPattern = """<(?<target>[^<>"]*)>(?<parameters>(?>[ \t]*""" + ParameterPattern + ")*)";

    [GeneratedRegex(
        """\A[ \t]*(?>(?>[0-9A-Za-z][-._0-9A-Za-z]*(?![^ \t])"""
        + """|[0-9A-Za-z][-!#$%&()*+,./:;=?@[\]_~0-9A-Za-z]*(?<=:[^ \t]*)(?![^ \t]))[ \t]*)+\z""",
        Options)]
    private static partial Regex Relations();

    [GeneratedRegex(LinkPattern, Options)]
    private static partial Regex Link();

    [GeneratedRegex(ParameterPattern, Options)]
    private static partial Regex Parameter();

    [GeneratedRegex("""\A[ \t,]*(?>""" + LinkPattern + """[ \t]*(?>\z|,[ \t,]*))*\z""", Options)]
    private static partial Regex Field();
}
