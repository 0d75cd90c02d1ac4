using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client.Tests.Http;

public class SecretMaskTests
{
    [Theory]
    [InlineData("the key is s3cret/+=", "the key is ***")]
    [InlineData("?key=s3cret%2F%2B%3D&a=b", "?key=***&a=b")]
    [InlineData("{\"key\":\"s3cret\\/+=\"}", "{\"key\":\"***\"}")]
    [InlineData("s3cret/+=s3cret/+=", "******")]
    [InlineData("S3CRET/+= S3cret%2f%2b%3d", "*** ***")]
    [InlineData("", "")]
    public void A_secret_is_masked_as_it_is_and_escaped_for_a_URL_or_JSON(string text, string expected) =>
        Assert.Equal(expected, new SecretMask("s3cret/+=").Apply(text));

    [Theory]
    [InlineData("to proxy 'http://user:canary@127.0.0.1:3128/' failed", "to proxy 'http://***@127.0.0.1:3128/' failed")]
    [InlineData("https://canary@a.example/x and ftp://b:c%40canary@d", "https://***@a.example/x and ftp://***@d")]
    [InlineData("""{"url":"https:\/\/user:canary@a.example\/"}""", """{"url":"https:\/\/***@a.example\/"}""")]
    [InlineData("https://a.example/@scope?mail=b@c and d@e", "https://a.example/@scope?mail=b@c and d@e")]
    public void A_users_name_and_password_in_an_address_are_masked(string text, string expected) =>
        Assert.Equal(expected, new SecretMask().Apply(text));

    [Fact]
    public void Of_two_secrets_of_which_one_holds_the_other_nothing_remains()
    {
        Assert.Equal("a *** b *** c", new SecretMask("secret", "secret-longer").Apply("a secret-longer b secret c"));
        Assert.Equal("a *** b *** c", new SecretMask("secret-longer", "secret").Apply("a secret-longer b secret c"));
    }

    [Fact]
    public void What_is_missing_or_too_short_to_be_a_secret_masks_nothing() =>
        Assert.Equal("abc and abcd", new SecretMask(null, "", "a", "abc").Apply("abc and abcd"));

    [Fact]
    public void Four_characters_are_enough_for_a_secret() => Assert.Equal("abc ***", new SecretMask("abcd").Apply("abc abcd"));

    [Fact]
    public void The_longest_spelling_of_the_longest_secret_is_told()
    {
        Assert.Equal("a%2Fbcd".Length, new SecretMask("wxyz", "a/bcd").LongestSecret);
        Assert.Equal(0, new SecretMask("abc").LongestSecret);
    }

    [Fact]
    public void More_secrets_can_be_added_without_changing_the_first()
    {
        var mask = new SecretMask("first-secret");
        SecretMask more = mask.With("second-secret", null);

        Assert.Equal("*** ***", more.Apply("first-secret second-secret"));
        Assert.Equal("*** second-secret", mask.Apply("first-secret second-secret"));
    }

    [Fact]
    public void Nothing_stays_nothing()
    {
        Assert.Null(new SecretMask("secret").ApplyTo(null));
        Assert.Equal("***", new SecretMask("secret").ApplyTo("secret"));
        Assert.Equal("text", new SecretMask().ApplyTo("text"));
    }

    [Theory]
    [InlineData("a+b/c d\"e")]
    public void A_secret_is_masked_in_every_form_it_is_echoed_in(string secret)
    {
        var mask = new SecretMask(secret);

        Assert.Equal("***", mask.Apply(secret));
        Assert.Equal("***", mask.Apply(Uri.EscapeDataString(secret)));
        Assert.Equal("***", mask.Apply(System.Net.WebUtility.UrlEncode(secret)));
        Assert.Equal("\"***\"", mask.Apply(System.Text.Json.JsonSerializer.Serialize(secret)));
        Assert.Equal("***", new SecretMask("other secret").With(secret).Apply(System.Net.WebUtility.UrlEncode(secret)));
    }

    [Theory]
    [InlineData("X-App", "ElasticPath", false)]
    [InlineData("X-Environment", "production", false)]
    [InlineData("Accept-Language", "en", false)]
    [InlineData("X-Request-Tag", "0123456789abcdef", true)]
    [InlineData("X-Gateway-Key", "open", true)]
    [InlineData("x-api-KEY", "abcdef", true)]
    [InlineData("Authorization", "Basic dXNlcjpwYXNz", true)]
    [InlineData("Cookie", "id=1", true)]
    [InlineData("X-Token", "abcd", true)]
    [InlineData("X-Client-Secret", "abcd", true)]
    [InlineData("X-Passphrase", "abcd", true)]
    [InlineData("X-Session-Id", "abcd", true)]
    public void Of_a_users_headers_those_are_masked_that_are_secret_by_name_or_long_enough(string name, string value, bool isMasked)
    {
        var mask = new SecretMask(SecretMask.SecretsIn([KeyValuePair.Create(name, value)]));

        Assert.Equal(isMasked ? "a *** b" : $"a {value} b", mask.Apply($"a {value} b"));
    }

    [Fact]
    public void The_parameter_of_a_scheme_is_masked_by_itself_too()
    {
        var mask = new SecretMask(SecretMask.SecretsIn([KeyValuePair.Create("Authorization", "Bearer abcdefgh")]));

        Assert.Equal("token *** of Bearer", mask.Apply("token abcdefgh of Bearer"));
    }
}
