using System.Text;
using IntegrationLogs.Client.Authentication;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Authentication;

public sealed class TokenLifetimeTests
{
    private const int Day = 86_400;

    private static readonly DateTimeOffset Now = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("\"expires_in\":3600", 3600)]
    [InlineData("\"expires_in\":\"3600\"", 3600)]
    [InlineData("\"expires_in\":1.5", 1.5)]
    [InlineData("\"expires_in\":3600,\"expires\":1", 3600)]
    [InlineData("\"expires\":1704067500", 300)]
    [InlineData("\"expires\":\"1704067500\"", 300)]
    [InlineData("\"expires_in\":\"soon\",\"expires\":1704067500", 300)]
    [InlineData("\"expires_in\":null,\"expires\":null", 3600)]
    [InlineData("\"token_type\":\"Bearer\"", 3600)]
    [InlineData("\"expires_in\":{}", 3600)]
    [InlineData("\"expires_in\":0", 0)]
    [InlineData("\"expires_in\":-5", 0)]
    [InlineData("\"expires\":12", 0)]
    [InlineData("\"expires_in\":86400000", Day)]
    [InlineData("\"expires_in\":1e300", Day)]
    [InlineData("\"expires_in\":\"NaN\"", 3600)]
    [InlineData("\"expires_in\":1e999", 3600)]
    public void Is_read_from_whatever_an_answer_says(string fields, double seconds)
    {
        AccessToken? token = TokenResponse.Read(Encoding.UTF8.GetBytes($$"""{"access_token":"abc",{{fields}}}"""), Now);

        Assert.Equal(("abc", Now + TimeSpan.FromSeconds(seconds)), (token!.Value, token.ExpiresAt));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-10", 0)]
    [InlineData("1", 0.5)]
    [InlineData("100", 50)]
    [InlineData("120", 60)]
    [InlineData("121", 61)]
    [InlineData("3600", 3540)]
    [InlineData("1e99", Day - 60)]
    public async Task Decides_when_a_token_is_replaced(string expiresIn, double seconds)
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.Faults.Always(Fault.Answer("""{"data":[]}"""));
        test.Vendors.ElasticPath.TokenFaults.Always(Fault.Answer($$"""{"access_token":"abc","expires_in":{{expiresIn}}}"""));
        await test.GetElasticPathAsync();

        if (seconds > 0)
        {
            test.Time.Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
            await test.GetElasticPathAsync();
            Assert.Equal(1, test.Vendors.ElasticPath.TokenFaults.RequestsSeen);
            test.Time.Clock.Advance(TimeSpan.FromTicks(1));
        }

        await test.GetElasticPathAsync();
        await Eventually.IsTrueAsync(() => test.Vendors.ElasticPath.TokenFaults.RequestsSeen == 2);
    }
}
