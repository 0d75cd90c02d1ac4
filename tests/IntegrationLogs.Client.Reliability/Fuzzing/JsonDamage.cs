using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>Damages a body: its structure, then perhaps its bytes.</summary>
internal static class JsonDamage
{
    private const int Megabyte = 1 << 20;

    private static readonly string[] Scalars =
    [
        "null", "null", "true", "false", "0", "-0", "1", "-1", "404", "404.0", "1.0", "4.04e2", "1e999", "-1e-999", "1E+20", "0.2529",
        "0.25290",
        "12345678901234567890", "9223372036854775807", "9223372036854775808", "-2147483649", "922337203685.4775807", "0.00000001",
        "1e2147483648", "\"\"", "\"x\"", "\"404\"", "\" 404 \"", "\"true\"", "\"0.25\"", "\"1e999\"", "\"integration\"",
        "\"integration-job\"",
        "\"2017-10-30T18:15:40.087650928Z\"", "\"2023-03-01T02:02:00\"", "\"9999-12-31T23:59:59.9999999999-14:00\"", "\"0000-00-00\"",
        "\"\\ud800\"", "\"\\udc00\\ud800x\"", "\"\\ud83d\\ude00\"", "\"\\u0000\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"é漢😀\u2028\"",
        "\"\u007f\"", "{}", "[]",
        "[null]", "{\"\":null}", "{\"a\":1,\"a\":2}", "[[],{}]",
    ];

    private static readonly string[] Names =
    [
        "\"data\"", "\"meta\"", "\"results\"", "\"links\"", "\"total\"", "\"page\"", "\"next\"", "\"href\"", "\"id\"", "\"type\"",
        "\"timestamps\"",
        "\"created_at\"", "\"updated_at\"", "\"relationships\"", "\"job\"", "\"\"", "\"Id\"", "\"x\"", "\"\\u0069d\"", "\"dat\\u0061\"",
        "\"\\ud800\"", "\"\\udfff\"", "\"é😀\"", "\"\\u0000\"", "\"secret_key\"", "\"body\"", "\"headers\"", "\"payload\"", "\"base_url\"",
    ];

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "\\ud800", "null", "true", "1e999", "-", "0", ".", "e", " ", "\n", "\0",
            "//", "/*",
            "\"data\":[]", "\"data\":null", ",\"id\":1", "{\"data\":[", "\uFEFF", "NaN", "é", "😀", "[[[[", "{\"a\":",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF0, 0x9F], [0xC0, 0xAF], [0x80], [0xFE, 0xFF],
    ];

    public static byte[] Of(JsonTree example, Random random)
    {
        JsonTree tree = example.Copy();
        for (int times = random.OneOf(0, 1, 1, 2, 3, 6); times > 0; times--)
        {
            JsonTree[] all = [.. tree.All()];
            DamageOne(all[random.Next(all.Length)], all, random);
        }

        byte[] body = Encoding.UTF8.GetBytes(tree.Write(random));
        return random.Next(8) switch
        {
            0 or 1 => Mutation.Of(random, body, Tokens, chance => (byte)chance.Next(256)),
            2 => InsideText(body, random),
            3 when random.Once(3) => [.. "\uFEFF"u8, .. body],
            3 when random.Once(2) => [.. body, .. random.OneOf(Tokens)],
            _ => body,
        };
    }

    private static void DamageOne(JsonTree node, JsonTree[] all, Random random)
    {
        switch (random.Next(12))
        {
            case 0 or 1:
                node.Become(JsonTree.Of(random.OneOf(Scalars)));
                break;
            case 2:
                node.Become(all[random.Next(all.Length)].Copy());
                break;
            case 3:
                Nest(node, random);
                break;
            case 4 when random.Once(40):
                node.Become(JsonTree.Of(Huge(random, random.Once(20) ? Megabyte : random.Next(20_000))));
                break;
            default:
                DamageChildren(node.Children.Count > 0 ? node : all[0], random);
                break;
        }
    }

    private static void DamageChildren(JsonTree parent, Random random)
    {
        List<(string Name, JsonTree Value)> children = parent.Children;
        int at = random.Next(children.Count + 1);
        string name = random.OneOf(Names);
        (string Name, JsonTree Value)? child = at < children.Count ? children[at] : null;
        switch (random.Next(7))
        {
            case 0 or 1 when child is not null:
                children.RemoveAt(at);
                break;
            case 2 when child is not null:
                JsonTree repeated = random.Once(2) ? child.Value.Value.Copy() : JsonTree.Of(random.OneOf(Scalars));
                children.Insert(random.Next(children.Count + 1), (child.Value.Name, repeated));
                break;
            case 3 when child is not null:
                children[at] = (random.Once(2) ? name : Escaped(child.Value.Name, random), child.Value.Value);
                break;
            case 4:
                random.Shuffle(CollectionsMarshal.AsSpan(children));
                break;
            case 5 when random.Once(10):
                children.AddRange(Enumerable.Range(0, random.Next(300)).Select(_ => (name, JsonTree.Of(random.OneOf(Scalars)))));
                break;
            default:
                children.Insert(at, (name, JsonTree.Of(random.OneOf(Scalars))));
                break;
        }
    }

    /// <summary>Most are within what is read; a few go far beyond.</summary>
    private static void Nest(JsonTree node, Random random)
    {
        int depth = random.OneOf(1, 2, 10, 60, 240, random.Next(230, 270), random.Once(20) ? 10_000 : 300);
        (string open, string close) = random.OneOf(
            ("[", "]"), ("{\"a\":", "}"), ("{\"data\":", "}"), ("{\"page\":", "}"), ("[{\"x\":", "}]"));
        node.Around = (Repeat(open, depth) + node.Around.Before, node.Around.After + Repeat(close, depth));
    }

    private static string Huge(Random random, int length)
    {
        string piece = random.OneOf("a", "\\n", "\\ud800", "\\u0041", "é", " ", "\\\"", "\\ud83d\\ude00");
        return random.Once(4)
            ? new string(random.OneOf('1', '9'), Math.Max(1, length))
            : $"\"{Repeat(piece, length / piece.Length)}\"";
    }

    private static string Repeat(string piece, int times) => new StringBuilder().Insert(0, piece, times).ToString();

    private static string Escaped(string name, Random random) => string.Concat(name.Select((c, i) =>
        i > 0 && i < name.Length - 1 && char.IsAsciiLetterOrDigit(c) && !name.Contains('\\', StringComparison.Ordinal) && random.Once(3)
            ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")
            : c.ToString()));

    /// <summary>Puts bytes that are no UTF-8 where the JSON stays whole: a JSON reader does not look at them there.</summary>
    private static byte[] InsideText(byte[] body, Random random)
    {
        int[] letters = [.. Enumerable.Range(0, body.Length).Where(at => char.IsAsciiLetterLower((char)body[at])).Take(2_000)];
        if (letters.Length > 0)
        {
            body[letters[random.Next(letters.Length)]] = random.OneOf<byte>(0xFF, 0xC3, 0x80, 0xED, 0xF0);
        }

        return body;
    }
}
