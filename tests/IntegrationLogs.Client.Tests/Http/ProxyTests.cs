using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Tests.Http;

/// <summary>
/// Over http, which is for this machine only, no proxy gets to see the credentials. The proxies are sockets of our own, since WireMock.Net
/// does not tunnel.
/// </summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10")]
    [InlineData("localhost")]
    [InlineData("vendor.localhost")]
    [InlineData("[::1]")]
    public void Http_to_this_machine_goes_past_every_proxy(string host)
    {
        var proxy = new ProxyForTls(new WebProxy("http://proxy.example.com:3128"));
        var plain = new Uri($"http://{host}:5000/v2");
        var secure = new Uri($"https://{host}:5001/v2");

        Assert.True(proxy.IsBypassed(plain));
        Assert.Null(proxy.GetProxy(plain));
        Assert.False(proxy.IsBypassed(secure));
        Assert.Equal("proxy.example.com", proxy.GetProxy(secure)!.Host);
    }

    [Fact]
    public void What_the_proxy_of_the_environment_says_holds_for_https()
    {
        var proxy = new ProxyForTls(proxy: null);
        var address = new Uri("https://api.example.com/");

        Assert.Equal(HttpClient.DefaultProxy.IsBypassed(address), proxy.IsBypassed(address));
        Assert.Equal(HttpClient.DefaultProxy.GetProxy(address), proxy.GetProxy(address));
        Assert.Equal(HttpClient.DefaultProxy.Credentials, proxy.Credentials);
    }

    [Theory]
    [InlineData("ours")]
    [InlineData("sockets")]
    [InlineData("classic")]
    public async Task No_request_over_http_reaches_a_proxy(string primary)
    {
        await using RawServer proxy = RawServer.Start(_ => RawServer.Ok("""{"access_token":"stolen"}"""));
        await using TestClient test = await TestClient.StartAsync(build: builder =>
        {
            foreach (IVendorClientBuilder vendor in (IVendorClientBuilder[])[builder.ElasticPath, builder.Sendcloud])
            {
                SetProxy(vendor, primary, new WebProxy(proxy.BaseAddress));
            }
        });

        Assert.Equal(1, (await test.GetElasticPathAsync()).Attempts);
        Assert.Equal(1, (await test.GetSendcloudAsync()).Attempts);

        Assert.Equal(0, proxy.Requests);
    }

    /// <summary>In a process of its own, so that its environment is nobody else's.</summary>
    [Fact]
    public async Task No_request_over_http_reaches_the_proxy_of_the_environment()
    {
        await using RawServer proxy = RawServer.Start(_ => RawServer.Ok("""{"access_token":"stolen"}"""));
        var start = new ProcessStartInfo("dotnet", [BuiltSample.PathOf("QuickStart"), "--json", "--take", "5"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string variable in (string[])["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"])
        {
            start.Environment[variable] = proxy.BaseAddress.AbsoluteUri;
        }

        start.Environment["NO_PROXY"] = start.Environment["no_proxy"] = null;
        using Process sample = Process.Start(start)!;
        Task<string> output = sample.StandardOutput.ReadToEndAsync();
        string errors = await sample.StandardError.ReadToEndAsync().WaitAsync(Effort.Patience);
        await sample.WaitForExitAsync();

        Assert.True(sample.ExitCode == 0, errors);
        Assert.Equal(5, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(0, proxy.Requests);
    }

    [Fact]
    public async Task Https_goes_through_a_proxy_and_shows_it_nothing()
    {
        List<string> seen = [];
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync(options => options.UseHttps = true);
        await using LoopbackListener proxy = Tunnel(seen);
        proxy.Listen();
        await using IntegrationLogsClient client = IntegrationLogsClient.Create(vendors.ClientOptions, builder =>
        {
            foreach (IVendorClientBuilder vendor in (IVendorClientBuilder[])[builder.ElasticPath, builder.Sendcloud])
            {
                vendor.ConfigurePrimaryHttpMessageHandler(() =>
                {
                    var handler = (SocketsHttpHandler)vendors.CreateHandler();
                    handler.UseProxy = true;
                    handler.Proxy = new WebProxy(proxy.BaseAddress);
                    return handler;
                });
            }
        });

        Assert.Equal(1, (await TestClient.GetAsync(client, IntegrationVendor.ElasticPath)).Attempts);

        Assert.All(seen, head => Assert.StartsWith("CONNECT ", head, StringComparison.Ordinal));
        Assert.NotEmpty(seen);
        Assert.DoesNotContain(seen, head => head.Contains("Authorization", StringComparison.OrdinalIgnoreCase));
    }

    private static void SetProxy(IVendorClientBuilder vendor, string primary, WebProxy proxy)
    {
        switch (primary)
        {
            case "ours":
                vendor.ConfigurePrimaryHttpMessageHandler((handler, _) => ((SocketsHttpHandler)handler).Proxy = proxy);
                break;
            case "sockets":
                vendor.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { Proxy = proxy });
                break;
            default:
                vendor.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { Proxy = proxy });
                break;
        }
    }

    /// <summary>A proxy that connects its client with whom it names, and notes what it is told.</summary>
    private static LoopbackListener Tunnel(List<string> seen) => new(async (socket, stopping) =>
    {
        await using var client = new NetworkStream(socket);
        if (await RequestText.ReadAsync(client, stopping) is not string head)
        {
            return;
        }

        lock (seen)
        {
            seen.Add(head);
        }

        int port = new Uri("http://" + head.Split(' ')[1]).Port;
        using var vendor = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await vendor.ConnectAsync(IPAddress.Loopback, port, stopping);
        await using var upstream = new NetworkStream(vendor);
        await client.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 Connection established\r\n\r\n"), stopping);
        await Task.WhenAny(client.CopyToAsync(upstream, stopping), upstream.CopyToAsync(client, stopping));
    });
}
