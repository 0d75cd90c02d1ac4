using System.Text;
using System.Text.Json;
using IntegrationLogs.Client.Authentication;
using IntegrationLogs.Client.ElasticPath;
using IntegrationLogs.Client.Errors;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Json;
using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Paging.Link;
using IntegrationLogs.Client.Sendcloud;
using Pieces = (string Name, string Start, string Piece, string End);

namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>An input that a careless reader needs quadratic time for, in any size, and what reads it.</summary>
/// <param name="Name">What it is made of.</param>
/// <param name="Prepare">Makes one of about so many bytes; what it gives reads it.</param>
internal sealed record HostileInput(string Name, Func<int, Action> Prepare)
{
    public static readonly HostileInput[] All =
    [
        .. Links(
            ("commas", "", ",", ""),
            ("semicolons", "<a>", ";", ""),
            ("brackets that open", "", "<", ""),
            ("a target that does not end", "<a?", "b", ""),
            ("blanks", "<a>", " ", ""),
            ("quotes", "<a>; rel=\"", "\"", ""),
            ("an unclosed quote", "<a>; rel=\"", "x", ""),
            ("backslashes in an unclosed quote", "<a>; rel=\"", "\\", ""),
            ("links without a relation", "", "<>,", ""),
            ("links", "", "<?a>;rel=prev,", ""),
            ("parameters", "<a>", ";a=b", ""),
            ("anchors", "<a>", ";anchor", ""),
            ("relations in one link", "<?a>; rel=\"", "x ", "next\""),
            ("a long query to escape", "<?", "+", ">; rel=next")),
        .. Bodies(
            ("empty records", "", "{},", "{}"),
            ("unknown fields", "{", "\"f#\":1,", "\"f\":1}"),
            ("one unknown field, repeated", "{", "\"f\":1,", "\"f\":1}"),
            ("a known field, repeated", "{", "\"id\":\"a\",", "\"id\":\"b\"}"),
            ("a known field of another type, repeated", "{", "\"id\":{},", "\"id\":[]}"),
            ("a known object, repeated", "{", "\"meta\":{\"timestamps\":{}},\"response\":{\"x\":1},", "\"meta\":{}}"),
            ("escaped names", "{", "\"\\u0069\\u0064#\":1,", "\"f\":1}"),
            ("a long name", "{\"", "x", "\":1}"),
            ("a long string", "{\"body\":\"", "x", "\",\"exception\":\"\"}"),
            ("escapes", "{\"type\":\"", "\\n\\u0041", "\",\"method\":\"\\n\"}"),
            ("lone surrogates", "{\"type\":\"", "\\ud800", "\",\"exception\":\"\\ud800\"}"),
            ("a long number", "{\"attempt\":", "9", ",\"id\":1}"),
            ("a long text where a number should be", "{\"id\":1,\"attempt\":\"", "9", "\"}"),
            ("a long fraction", "{\"processing_time\":0.", "1", ",\"id\":1}"),
            ("a long timestamp", "{\"created_at\":\"2023-03-01T02:02:00.", "1", "\"}"),
            ("a timestamp of blanks", "{\"created_at\":\"2023", " ", "\"}"),
            ("a list in an unknown field", "{\"x\":[", "[],", "0]}"),
            ("nested lists", "", "{\"x\":" + new string('[', 200) + new string(']', 200) + "},", "{}"),
            ("observed events", "{\"observes\":[", "\"a\",1,", "0]}"),
            ("settings", "{\"configuration\":{\"a\":[", "{\"secret\":1},", "0]}}")),
        .. Others(
            ("errors", "{\"errors\":[", "{\"title\":\"a\"},", "{}]}"),
            ("errors that say nothing", "{\"errors\":[", "[[[]]],", "null]}"),
            ("errors by field", "{\"errors\":{", "\"f#\":[],", "\"f\":1}}"),
            ("a long error", "{\"errors\":\"", "x", "\"}"),
            ("a token answer with fields", "{\"access_token\":\"a\",", "\"f#\":1,", "\"expires_in\":\"1\"}"),
            ("a continuation token", "il1.", "AAAA", "")),
    ];

    private static readonly SecretMask Secrets = new("a-secret", "another+secret/");

    private static readonly JsonSerializerOptions Lenient =
        new() { MaxDepth = 1_000, TypeInfoResolver = IntegrationLogsJsonContext.Default };

    private static IEnumerable<HostileInput> Links(params IEnumerable<Pieces> inputs) =>
        inputs.Select(input =>
        new HostileInput("Link header: " + input.Name, size =>
        {
            string field = Text(input, size);
            return () =>
            {
                if (LinkHeader.Parse([field]).Find("next") is LinkHeader.Link next)
                {
                    LinkTarget.QueryOf(next.Target);
                }
            };
        }));

    /// <summary>Both vendors' readers read each, and what they read is used as <see cref="Touch"/> does.</summary>
    private static IEnumerable<HostileInput> Bodies(params IEnumerable<Pieces> inputs) =>
        inputs.Select(input =>
        new HostileInput("Body: " + input.Name, size =>
        {
            byte[] body = Encoding.UTF8.GetBytes($$"""{"data":[{{Text(input, size)}}]}""");
            return () =>
            {
                Use(ElasticPathPage<ElasticPathLog>(body).Data);
                Use(ElasticPathPage<ElasticPathIntegration>(body).Data);
                var json = new ObjectReader(body);
                Use(SendcloudPageReader.Read<SendcloudLog>(ref json).Data);
            };
        }));

    private static IEnumerable<HostileInput> Others(params IEnumerable<Pieces> inputs) =>
        inputs.Select(input =>
        new HostileInput("Other: " + input.Name, size =>
        {
            string text = Text(input, size);
            byte[] body = Encoding.UTF8.GetBytes(text);
            return () =>
            {
                _ = ApiErrorReader.Read(body, Secrets).Count;
                TokenResponse.Read(body, DateTimeOffset.UnixEpoch);
                RefuseToken(text);
            };
        }));

    private static void RefuseToken(string token)
    {
        try
        {
            ContinuationToken.Decode(new WalkInfo(IntegrationVendor.ElasticPath, "GET /list", "list"), token);
        }
        catch (ArgumentException)
        {
            return;
        }

        throw new InvalidOperationException("It was taken for a token.");
    }

    private static ElasticPathPage<T> ElasticPathPage<T>(byte[] body)
        where T : class, IVendorRecord<T>
    {
        var json = new ObjectReader(body);
        return ElasticPathPageReader.Read<T>(ref json);
    }

    private static void Use<T>(IReadOnlyList<T> records)
        where T : notnull
    {
        foreach (T record in records)
        {
            Touch.All(record);
            byte[] written = JsonSerializer.SerializeToUtf8Bytes(record, typeof(T), IntegrationLogsJsonContext.Default);
            _ = record.Equals(JsonSerializer.Deserialize<T>(written, Lenient));
        }
    }

    /// <summary>A piece over and over; a # in it is its number.</summary>
    private static string Text(Pieces input, int size)
    {
        var text = new StringBuilder(input.Start);
        bool isNumbered = input.Piece.Contains('#', StringComparison.Ordinal);
        for (int number = 0; text.Length < size; number++)
        {
            text.Append(isNumbered ? input.Piece.Replace("#", $"{number}", StringComparison.Ordinal) : input.Piece);
        }

        return text.Append(input.End).ToString();
    }
}
