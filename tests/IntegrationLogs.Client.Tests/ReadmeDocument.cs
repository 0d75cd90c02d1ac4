using System.Text.RegularExpressions;

namespace IntegrationLogs.Client.Tests;

/// <summary>The README as the tests read it: its C# blocks, and its tables by the name in a comment just before each.</summary>
internal static partial class ReadmeDocument
{
    public static string Text { get; } = ReadResource();

    /// <summary>Every block fenced as <c>csharp</c>, with the comment before it that says how it is to be wrapped.</summary>
    public static IReadOnlyList<ReadmeSnippet> Snippets { get; } =
    [
        .. CSharpBlock().Matches(Text).Select(match => new ReadmeSnippet(
            Text[..match.Groups["code"].Index].Count(c => c == '\n') + 1,
            match.Groups["wrapping"].Value,
            match.Groups["code"].Value)),
    ];

    /// <summary>The rows of the table after <c>&lt;!-- table: name --&gt;</c>, without its head; each cell as it is written.</summary>
    public static IReadOnlyList<string[]> Table(string name)
    {
        string marker = $"<!-- table: {name} -->\n";
        int start = Text.IndexOf(marker, StringComparison.Ordinal);
        Assert.True(start >= 0, $"The README has no table '{name}'.");
        return
        [
            .. Text[(start + marker.Length)..]
                .Split('\n')
                .TakeWhile(line => line.StartsWith('|'))
                .Skip(2)
                .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
        ];
    }

    /// <summary>What stands between backticks in a cell; the cell itself when nothing does.</summary>
    public static string Code(string cell) => CodeSpan().Match(cell) is { Success: true } match ? match.Groups[1].Value : cell;

    private static string ReadResource()
    {
        using Stream stream = typeof(ReadmeDocument).Assembly.GetManifestResourceStream("README.md")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(
        @"^(<!-- snippet: (?<wrapping>[^\n]+) -->\n)?```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();
}
