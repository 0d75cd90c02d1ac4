namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>Damage to a sequence: of characters in headers and tokens, of bytes in bodies.</summary>
internal static class Mutation
{
    /// <summary>Does damage in a few places.</summary>
    /// <param name="random">The case's chance.</param>
    /// <param name="input">What is damaged; it stays as it is.</param>
    /// <param name="tokens">Pieces that mean something where the input is read.</param>
    /// <param name="any">Makes any one element.</param>
    public static T[] Of<T>(Random random, IReadOnlyList<T> input, T[][] tokens, Func<Random, T> any)
    {
        var result = new List<T>(input);
        for (int times = random.OneOf(1, 1, 1, 2, 3, 8); times > 0; times--)
        {
            Damage(random, result, tokens, any);
        }

        return [.. result];
    }

    private static void Damage<T>(Random random, List<T> list, T[][] tokens, Func<Random, T> any)
    {
        int at = random.Next(list.Count + 1);
        int length = Math.Min(list.Count - at, random.OneOf(1, 1, 1, 2, 5, 20, 100));
        switch (random.Next(10))
        {
            case 0 or 1:
                list.RemoveRange(at, length);
                break;
            case 2:
                list.Insert(at, any(random));
                break;
            case 3 or 4:
                list.InsertRange(at, random.OneOf(tokens));
                break;
            case 5:
                list.InsertRange(random.Next(list.Count + 1), list.GetRange(at, length));
                break;
            case 6 when at < list.Count:
                list[at] = any(random);
                break;
            case 7 when list.Count > 0:
                int other = random.Next(list.Count);
                at = random.Next(list.Count);
                (list[at], list[other]) = (list[other], list[at]);
                break;
            case 8:
                list.RemoveRange(at, list.Count - at);
                break;
            case 9 when random.Once(20):
                T[] token = random.OneOf(tokens);
                list.InsertRange(at, Enumerable.Repeat(token, random.Next(2_000)).SelectMany(piece => piece));
                break;
            case 9:
                list.RemoveRange(0, at);
                break;
        }
    }
}
