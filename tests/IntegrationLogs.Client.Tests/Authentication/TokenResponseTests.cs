using System.Globalization;
using System.Text;
using IntegrationLogs.Client.Authentication;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Authentication;

public class TokenResponseTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public void The_answer_of_Elastic_Path_is_read()
    {
        AccessToken? token = Read(
            """
            {"access_token":"abc.def-_~+/==","token_type":"Bearer","expires_in":3600,"expires":1700009999,"identifier":"client_credentials"}
            """);

        Assert.Equal("abc.def-_~+/==", token!.Value);
        Assert.Equal(Now.AddHours(1), token.ExpiresAt);
        Assert.DoesNotContain("abc", token.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"expires_in\":1800", 1800)]
    [InlineData("\"expires_in\":\"1800\"", 1800)]
    [InlineData("\"expires_in\":1800.5", 1800.5)]
    [InlineData("\"expires_in\":1.8e3", 1800)]
    [InlineData("\"expires_in\":0", 0)]
    [InlineData("\"expires_in\":-5", 0)]
    [InlineData("\"expires_in\":-1e300", 0)]
    [InlineData("\"expires_in\":86401", 86400)]
    [InlineData("\"expires_in\":1e300", 86400)]
    [InlineData("\"expires_in\":99999999999999999999999", 86400)]
    [InlineData("\"expires_in\":1e999", 3600)]
    [InlineData("\"expires_in\":\"NaN\"", 3600)]
    [InlineData("\"expires_in\":\"Infinity\"", 3600)]
    [InlineData("\"expires_in\":\"soon\"", 3600)]
    [InlineData("\"expires_in\":null", 3600)]
    [InlineData("\"expires_in\":true", 3600)]
    [InlineData("\"expires_in\":{}", 3600)]
    [InlineData("\"token_type\":\"bearer\"", 3600)]
    [InlineData("\"expires\":1700000600", 600)]
    [InlineData("\"expires\":\"1700000600\"", 600)]
    [InlineData("\"expires\":1699999999", 0)]
    [InlineData("\"expires\":1e300", 86400)]
    [InlineData("\"expires\":1700000600,\"expires_in\":1800", 1800)]
    [InlineData("\"expires\":1700000600,\"expires_in\":null", 600)]
    [InlineData("\"expires\":1700000600,\"expires_in\":\"soon\"", 600)]
    public void A_token_lives_as_long_as_it_is_said_within_reason(string fields, double seconds) =>
        Assert.Equal(Now.AddSeconds(seconds), Read($"{{\"access_token\":\"abc\",{fields}}}")!.ExpiresAt);

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("access_token=abc")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"abc\"")]
    [InlineData("{}")]
    [InlineData("{\"access_token\":\"abc\"")]
    [InlineData("{\"access_token\":null}")]
    [InlineData("{\"access_token\":5}")]
    [InlineData("{\"access_token\":{\"value\":\"abc\"}}")]
    [InlineData("{\"access_token\":\"\"}")]
    [InlineData("{\"access_token\":\" \"}")]
    [InlineData("{\"access_token\":\"abc\\r\\nX-Admin: 1\"}")]
    [InlineData("{\"access_token\":\"abc\\n\"}")]
    [InlineData("{\"access_token\":\"abc def\"}")]
    [InlineData("{\"access_token\":\"abc\\u0000\"}")]
    [InlineData("{\"access_token\":\"abc\\u007f\"}")]
    [InlineData("{\"access_token\":\"abcé\"}")]
    [InlineData("{\"access_token\":\"\\ud800\"}")]
    public void What_holds_no_token_that_can_be_sent_is_none(string body) => Assert.Null(Read(body));

    [Fact]
    public void No_variant_of_an_answer_throws_or_outlives_a_day() => Properties.ForSeeds(
        random =>
        {
            AccessToken? token = Read(JsonVariants.Of("""{"access_token":"abc","expires_in":3600,"expires":1700000600}""", random));

            if (token is not null)
            {
                Assert.InRange(token.ExpiresAt, Now, Now.AddDays(1));
            }
        },
        cases: 2000);

    [Fact]
    public void Its_text_tells_when_it_expires() => Assert.Equal(
        "AccessToken, expires at " + Now.AddHours(1).ToString("O", CultureInfo.InvariantCulture),
        Read("""{"access_token":"abc"}""")!.ToString());

    private static AccessToken? Read(string body) => TokenResponse.Read(Encoding.UTF8.GetBytes(body), Now);
}
