using System.Net;
using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client.Tests.Http;

public sealed class PrimaryHandlerTests
{
    [Fact]
    public void Follows_nothing_keeps_nothing_and_leaves_unpacking_to_the_handlers()
    {
        using SocketsHttpHandler handler = PrimaryHandler.Create(attemptTimeout: TimeSpan.FromSeconds(15));

        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
        Assert.True(handler.EnableMultipleHttp2Connections);
        Assert.Equal(DecompressionMethods.None, handler.AutomaticDecompression);
        Assert.Equal(TimeSpan.FromMinutes(5), handler.PooledConnectionLifetime);
        Assert.Equal(TimeSpan.FromSeconds(15), handler.ConnectTimeout);
        Assert.Null(handler.ActivityHeadersPropagator);
    }

    [Theory]
    [InlineData(0.01, 1)]
    [InlineData(3, 1)]
    [InlineData(3.3, 1.1)]
    [InlineData(14.7, 4.9)]
    [InlineData(15, 5)]
    [InlineData(600, 5)]
    public void A_silent_connection_is_asked_for_a_sign_of_life_within_an_attempt(double attemptSeconds, double pingSeconds)
    {
        using SocketsHttpHandler handler = PrimaryHandler.Create(TimeSpan.FromSeconds(attemptSeconds));

        Assert.Equal(HttpKeepAlivePingPolicy.WithActiveRequests, handler.KeepAlivePingPolicy);
        Assert.Equal(TimeSpan.FromSeconds(pingSeconds), handler.KeepAlivePingDelay);
        Assert.Equal(TimeSpan.FromSeconds(pingSeconds), handler.KeepAlivePingTimeout);
    }

    [Fact]
    public void Chance_is_from_zero_to_one_and_not_the_same_twice_in_a_thousand()
    {
        double[] drawn = [.. Enumerable.Range(0, 1_000).Select(_ => SharedRandom.Next())];

        Assert.All(drawn, value => Assert.InRange(value, 0, 0.999_999_999));
        Assert.True(drawn.Distinct().Count() > 900);
        Assert.Contains(drawn, value => value > 0.5);
    }
}
