using System.Net;
using System.Net.Sockets;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Tests.Testing;

public sealed class FixedPortTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_listens_on_the_port_that_is_asked_for(bool https)
    {
        int port;
        await using (FakeVendorServer first = await FakeVendorServer.StartAsync())
        {
            port = first.BaseAddress.Port;
        }

        await using var http = await VendorHttp.StartAsync(options =>
        {
            options.Port = port;
            options.UseHttps = https;
        });
        using HttpResponseMessage response = await http.GetAsync("/api/v3/integrations/logs");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"{(https ? "https" : "http")}://127.0.0.1:{port}/", http.Server.BaseAddress.AbsoluteUri);
        Assert.Equal(port, http.Server.ClientOptions.Sendcloud.BaseAddress.Port);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_by_its_number_and_what_to_do()
    {
        await using FakeVendorServer first = await FakeVendorServer.StartAsync();
        int port = first.BaseAddress.Port;

        var failure = await Assert.ThrowsAsync<IOException>(() => FakeVendorServer.StartAsync(options => options.Port = port));

        Assert.Equal(
            $"Port {port} of 127.0.0.1 is taken: another program listens there, or another server of this one. Choose another Port, or 0 to "
            + "let the system choose.",
            failure.Message);
        using HttpClient client = new(first.CreateHandler()) { BaseAddress = first.BaseAddress };
        using HttpResponseMessage response = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_port_that_another_program_listens_on_is_told_alike()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var failure = await Assert.ThrowsAsync<IOException>(() => FakeVendorServer.StartAsync(options => options.Port = port));

        Assert.StartsWith($"Port {port} of 127.0.0.1 is taken", failure.Message, StringComparison.Ordinal);
    }
}
