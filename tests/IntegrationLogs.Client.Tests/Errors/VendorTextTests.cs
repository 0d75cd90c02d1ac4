using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using IntegrationLogs.Client.Errors;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Http;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Errors;

/// <summary>What a vendor says in an error, as it reaches exceptions.</summary>
public sealed class VendorTextTests
{
    /// <summary>Control characters, separators of lines, and what turns the direction of text around.</summary>
    private const string Breaking = "a\r\nb\u001b[31mc\u0000d\u0085e\u009b f\u2028g\u2029h\u202ei\u2066j\u200fk\u007fl\tm";

    private const string OnOneLine =
        @"a\r\nb\u001b[31mc\u0000d\u0085e\u009b f\u2028g\u2029h\u202ei\u2066j\u200fk\u007fl\tm";

    public static TheoryData<string> Bodies =>
    [
        $$"""{"errors":[{"title":{{Json(Breaking)}}}]}""",
        $$"""{"errors":[{"detail":{{Json(Breaking)}}}]}""",
        $$"""{"errors":[{"code":{{Json(Breaking)}}}]}""",
        $$$"""{"errors":[{"title":"t","source":{"pointer":{{{Json(Breaking)}}}}}]}""",
        $$$"""{"errors":{{{{Json(Breaking)}}}:"x"}}""",
        $$"""{"errors":{{Json(Breaking)}}}""",
        $$"""{"errors":[{{Json(Breaking)}}]}""",
        $$"""{"error":"e","error_description":{{Json(Breaking)}}}""",
        $$"""{"message":{{Json(Breaking)}}}""",
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task It_is_on_one_line_with_its_control_characters_escaped(string body)
    {
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using TestClient test = await TestClient.StartAsync();
            test.Faults(vendor).Always(Fault.Status(400, body: body));

            var error = await Assert.ThrowsAsync<VendorApiException>(() => test.GetAsync(vendor));

            Assert.Contains(OnOneLine, error.Message, StringComparison.Ordinal);
            Assert.Contains(OnOneLine, error.Errors[0].ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(error.Message, Breaks);
            Assert.DoesNotContain(error.Errors[0].ToString(), Breaks);
        }
    }

    [Fact]
    public void An_exception_that_a_user_makes_is_on_one_line_too()
    {
        Exception[] errors =
        [
            new VendorApiException(IntegrationVendor.Sendcloud, HttpStatusCode.BadRequest, Breaking),
            new ApiConnectionException(IntegrationVendor.Sendcloud, Breaking),
            new ApiResponseFormatException(IntegrationVendor.Sendcloud, Breaking),
            new PagingException(IntegrationVendor.Sendcloud, Breaking),
        ];

        Assert.All(errors, error => Assert.Equal(OnOneLine, error.Message));
    }

    [Fact]
    public async Task A_token_endpoints_error_is_on_one_line()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.TokenFaults.Always(Fault.Status(
            400, body: $$"""{"error":"invalid_client","error_description":{{Json(Breaking)}}}"""));

        var error = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());

        Assert.Contains(OnOneLine, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, Breaks);
    }

    [Fact]
    public async Task A_request_id_is_on_one_line()
    {
        var wire = new WiredConnection(async (request, token) =>
        {
            var response = new HttpResponseMessage(HttpStatusCode.BadRequest)
            {
                RequestMessage = request,
                Content = await PooledContent.ReadAsync(new StringContent("x"), 100, ArrayPool<byte>.Shared, token),
            };
            response.Headers.TryAddWithoutValidation("X-Request-Id", "a\u001bb\u009bc");
            return response;
        });

        var error = Assert.IsType<VendorApiException>(await wire.SendAsync());

        Assert.Equal(@"a\u001bb\u009bc", error.RequestId);
        Assert.Equal(
            @"400, request id a\u001bb\u009bc, attempts 1", new ResponseInfo(HttpStatusCode.BadRequest, null, "a\u001bb\u009bc").ToString());
    }

    [Fact]
    public void A_cause_that_breaks_out_of_its_line_is_left_out()
    {
        var mask = new SecretMask();

        Assert.Null(mask.CleanOrNull(new HttpRequestException("x", new IOException(Breaking))));
        Assert.NotNull(mask.CleanOrNull(new HttpRequestException("x", new IOException("y"))));
    }

    [Fact]
    public void Half_a_surrogate_pair_costs_no_other_error()
    {
        IReadOnlyList<ApiError> errors = Read(
            """{"errors":[{"title":"a"},{"title":"b\ud800","detail":"\udc00c"},{"\udfff":1,"title":"d"},{"title":"\ud83d\ude00"}]}""");

        Assert.Equal(["a", "b\uFFFD", "d", "😀"], errors.Select(error => error.Title));
        Assert.Equal("\uFFFDc", errors[1].Detail);
    }

    [Theory]
    [InlineData("""{"errors":{"\ud800":"x","page":"\ud800"}}""", "\uFFFD|x;page|\uFFFD")]
    [InlineData("""{"errors":["\ud800",["b"]]}""", "|\uFFFD;|b")]
    [InlineData("""{"errors":[{"title":"t","detail":{"a":"\ud800"}},{"detail":"b","source":{"pointer":"\udc00"}}]}""", "|{\"a\":\"\\ufffd\"};\uFFFD|b")]
    [InlineData("""{"error":"a","error_description":"\ud83d\ud83d\ude00"}""", "|\uFFFD😀")]
    [InlineData("""{"errors":[{"detail":"\\ud800"}]}""", "|\\ud800")]
    public void Half_a_surrogate_pair_is_repaired_wherever_it_is(string body, string expected) =>
        Assert.Equal(expected, string.Join(';', Read(body).Select(error => $"{error.Source}|{error.Detail}")));

    [Fact]
    public void Bytes_that_are_no_UTF8_cost_no_other_error()
    {
        byte[] body = """{"errors":[{"title":"a?"},{"?":1,"title":"b"}]}"""u8.ToArray();
        body.AsSpan().Replace((byte)'?', (byte)0xFF);

        Assert.Equal(["a\uFFFD", "b"], ApiErrorReader.Read(body, new SecretMask()).Select(error => error.Title));
    }

    [Theory]
    [InlineData("😀")]
    [InlineData("👩‍👩‍👧")]
    [InlineData("e\u0301")]
    [InlineData("🇩🇪")]
    public void A_long_text_is_cut_between_characters(string character)
    {
        for (int before = 1_000; before <= 1_024; before++)
        {
            string text = new string('x', before) + string.Concat(Enumerable.Repeat(character, 20));

            string cut = Assert.Single(Read($$"""{"errors":[{"title":{{Json(text)}}}]}""")).Title!;

            Assert.InRange(cut.Length, 1_025 - character.Length, 1_024);
            Assert.StartsWith(cut, text, StringComparison.Ordinal);
            Assert.Equal(0, (cut.Length - before) % character.Length);
        }
    }

    [Theory]
    [InlineData("😀")]
    [InlineData("漢")]
    [InlineData("e\u0301")]
    public async Task A_long_body_is_cut_between_characters(string character)
    {
        foreach (string before in (string[])["", "x", "xx", "xxx"])
        {
            await using TestClient test = await TestClient.StartAsync();
            string text = before + string.Concat(Enumerable.Repeat(character, 20_000));
            test.Vendors.Sendcloud.Faults.Always(Fault.Status(400, body: text));

            var error = await Assert.ThrowsAsync<VendorApiException>(() => test.GetSendcloudAsync());

            Assert.InRange(error.Body!.Length, 4_097 - character.Length, 4_096);
            Assert.StartsWith(error.Body, text, StringComparison.Ordinal);
            Assert.Equal(0, (error.Body.Length - before.Length) % character.Length);
        }
    }

    [Fact]
    public void A_character_longer_than_the_limit_is_cut_but_never_in_half_a_pair()
    {
        string text = "a" + string.Concat(Enumerable.Repeat("\u0301", 1_022)) + string.Concat(Enumerable.Repeat("\U0001D165", 10));

        string cut = Assert.Single(Read($$"""{"errors":[{"title":{{Json(text)}}}]}""")).Title!;

        Assert.InRange(cut.Length, 1_023, 1_024);
        Assert.False(char.IsHighSurrogate(cut[^1]));
    }

    private static IReadOnlyList<ApiError> Read(string body) => ApiErrorReader.Read(Encoding.UTF8.GetBytes(body), new SecretMask());

    private static string Json(string text) => JsonSerializer.Serialize(text);

    private static bool Breaks(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
