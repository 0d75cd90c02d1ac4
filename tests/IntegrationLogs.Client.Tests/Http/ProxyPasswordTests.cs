using System.Net;
using System.Text;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Tests.Http;

/// <summary>A proxy's address may have a password in it, and the runtime quotes it when the proxy refuses a connection.</summary>
public sealed class ProxyPasswordTests
{
    [Theory]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task A_proxy_that_refuses_is_told_without_its_password(string answer)
    {
        await using RawServer proxy = RawServer.Start(async (_, stream, stopping) =>
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stopping));
        IntegrationLogsClientOptions options = TestClient.SendcloudAt(new Uri("https://vendor.example"));
        options.Resilience.MaxRetries = 0;
        var address = new UriBuilder(proxy.BaseAddress) { UserName = "user", Password = "canary-secret" };
        await using IntegrationLogsClient client = TestClient.Create(options, new ClientTime(options.Resilience), builder =>
            builder.Sendcloud.ConfigurePrimaryHttpMessageHandler((handler, _) =>
                ((SocketsHttpHandler)handler).Proxy = new WebProxy(address.Uri)));

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => TestClient.GetAsync(client, IntegrationVendor.Sendcloud));

        Assert.DoesNotContain("canary-secret", error.ToString(), StringComparison.Ordinal);
    }
}
