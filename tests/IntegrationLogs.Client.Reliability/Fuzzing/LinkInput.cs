namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>The fields of one <c>Link</c> header: well spelled, damaged, or anything at all.</summary>
internal static class LinkInput
{
    private const string Alphabet = "<>;,=\"\\ \trelnxt?cursor=1/:+%#&'*";

    private static readonly char[][] Tokens =
    [
        .. new[]
        {
            "<", ">", ";", ",", "=", "\"", "\\", " ", "\t", "?", "#", "rel", "rel=next", "rel=\"next\"", "; rel=\"next\"",
            "<?cursor=2>; rel=next",
            "anchor", "title=\"", "\\\"", "*", "<>", ",,", ";;", "%", "+", "&cursor=", "\u00ff", "\u0001", "//",
            "https://elsewhere.example", "..",
        }.Select(token => token.ToCharArray()),
    ];

    public static IReadOnlyList<string> Any(Random random)
    {
        if (random.Once(12))
        {
            return [.. Enumerable.Range(0, random.OneOf(1, 1, 2)).Select(_ => random.Text(Alphabet, 60))];
        }

        if (random.Once(25))
        {
            return [new string([.. Enumerable.Range(0, random.Next(80)).Select(_ => AnyCharacter(random))])];
        }

        IReadOnlyList<string> fields = Legal(random).Fields;
        return random.Once(5)
            ? fields
            : [.. fields.Select(field => random.Once(4) ? field : new string(Mutation.Of(random, [.. field], Tokens, AnyCharacter)))];
    }

    public static (FuzzLink[] Links, IReadOnlyList<string> Fields) Legal(Random random)
    {
        FuzzLink[] links = [.. Enumerable.Range(0, random.OneOf(1, 1, 2, 2, 3, 0, 6)).Select(_ => FuzzLink.Any(random))];
        return (links, FuzzLink.Spell(links, random));
    }

    /// <summary>What a header can hold on the wire: any byte but those that end a line, and they are read as Latin-1.</summary>
    private static char AnyCharacter(Random random)
    {
        char c = random.Once(2) ? Alphabet[random.Next(Alphabet.Length)] : (char)random.Next(1, 256);
        return c is '\r' or '\n' ? ' ' : c;
    }
}
