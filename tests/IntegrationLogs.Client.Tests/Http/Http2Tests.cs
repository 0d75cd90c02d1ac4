using System.Net;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Tests.Http;

/// <summary>The server is one of our own: WireMock.Net cannot reset a stream of HTTP/2, or send a connection away (GOAWAY).</summary>
public sealed class Http2Tests
{
    private const int InternalError = 0x2;
    private const int RefusedStream = 0x7;

    public static TheoryData<string, Func<HttpContext, Task>> BrokenAnswers => new()
    {
        { "the stream reset", context => Broken(context, () => Http2Server.ResetStream(context, InternalError)) },
        { "the stream reset in the body", context => BrokenInBodyAsync(context, () => Http2Server.ResetStream(context, InternalError)) },
        { "the connection reset", context => Broken(context, () => Http2Server.ResetConnection(context)) },
        { "the connection reset in the body", context => BrokenInBodyAsync(context, () => Http2Server.ResetConnection(context)) },
    };

    [Fact]
    public async Task Tokens_and_pages_come_over_HTTP_2_where_the_server_has_it()
    {
        await using Http2Server server = await Http2Server.StartAsync();
        await using IntegrationLogsClient client = Client(server);

        await TestClient.GetAsync(client, IntegrationVendor.ElasticPath);
        await TestClient.GetAsync(client, IntegrationVendor.Sendcloud);

        Assert.Equal(
            ["HTTP/2 POST /oauth/access_token", "HTTP/2 GET /v2/integrations/logs", "HTTP/2 GET /api/v3/integrations/logs"],
            server.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_without_HTTP_2_is_spoken_to_in_HTTP_1_1(bool https)
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync(options => options.UseHttps = https);
        List<Version> versions = [];
        await using IntegrationLogsClient client = IntegrationLogsClient.Create(vendors.ClientOptions, builder =>
        {
            builder.ElasticPath.ConfigurePrimaryHttpMessageHandler(vendors.CreateHandler);
            Intercept.Add(builder, received: response => versions.Add(response.Version));
        });

        Assert.Equal(1, (await TestClient.GetAsync(client, IntegrationVendor.ElasticPath)).Attempts);
        Assert.Equal([HttpVersion.Version11, HttpVersion.Version11], versions);
    }

    [Fact]
    public async Task A_user_can_stay_with_HTTP_1_1()
    {
        await using Http2Server server = await Http2Server.StartAsync();
        await using IntegrationLogsClient client = Client(server, build: builder =>
            builder.ElasticPath.ConfigureHttpClient(http => http.DefaultRequestVersion = HttpVersion.Version11));

        await TestClient.GetAsync(client, IntegrationVendor.ElasticPath);

        Assert.Equal(["HTTP/1.1 POST /oauth/access_token", "HTTP/1.1 GET /v2/integrations/logs"], server.Requests);
    }

    [Theory]
    [MemberData(nameof(BrokenAnswers))]
    public async Task An_answer_that_breaks_over_HTTP_2_is_asked_for_again(string what, Func<HttpContext, Task> breakIt)
    {
        await using Http2Server server =
            await Http2Server.StartAsync((number, context) => number == 1 ? breakIt(context) : Http2Server.EmptyPageAsync(context));
        await using IntegrationLogsClient client = Client(server);

        ResponseInfo info = await TestClient.GetAsync(client, IntegrationVendor.Sendcloud);

        Assert.True(info.Attempts == 2, what);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(BrokenAnswers))]
    public async Task An_answer_that_always_breaks_over_HTTP_2_is_a_connection_exception(string what, Func<HttpContext, Task> breakIt)
    {
        await using Http2Server server = await Http2Server.StartAsync((_, context) => breakIt(context));
        await using IntegrationLogsClient client = Client(server);

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => TestClient.GetAsync(client, IntegrationVendor.Sendcloud));

        Assert.True(error is { Attempts: 4, IsTimeout: false, InnerException: not null }, what);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task A_connection_that_takes_no_more_requests_costs_no_retry()
    {
        await using Http2Server server = await Http2Server.StartAsync((_, context) =>
        {
            Http2Server.GoAway(context);
            return Http2Server.EmptyPageAsync(context);
        });
        await using IntegrationLogsClient client = Client(server);

        ResponseInfo[] infos =
        [
            await TestClient.GetAsync(client, IntegrationVendor.Sendcloud),
            await TestClient.GetAsync(client, IntegrationVendor.Sendcloud),
        ];

        Assert.All(infos, info => Assert.Equal(1, info.Attempts));
        Assert.Equal(2, server.Connections.Distinct().Count());
    }

    [Fact]
    public async Task A_stream_that_the_server_did_not_begin_costs_no_retry()
    {
        await using Http2Server server = await Http2Server.StartAsync((number, context) => number == 1
            ? Broken(context, () => Http2Server.ResetStream(context, RefusedStream))
            : Http2Server.EmptyPageAsync(context));
        await using IntegrationLogsClient client = Client(server);

        Assert.Equal(1, (await TestClient.GetAsync(client, IntegrationVendor.Sendcloud)).Attempts);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    public async Task An_attempt_out_of_time_does_not_share_its_connection_with_the_next(int attemptSeconds)
    {
        ClientTime? time = null;
        List<CutStream> connections = [];
        await using Http2Server server = await Http2Server.StartAsync((number, context) =>
        {
            if (number == 2)
            {
                // Silent from now on: what is answered does not arrive.
                connections[0].Cut();
                time!.Clock.Advance(TimeSpan.FromSeconds(attemptSeconds));
            }

            return Http2Server.EmptyPageAsync(context);
        });
        time = new ClientTime(new ResilienceOptions { AttemptTimeout = TimeSpan.FromSeconds(attemptSeconds) });
        await using IntegrationLogsClient client = Client(
            server,
            time,
            configure: options => options.Resilience.AttemptTimeout = TimeSpan.FromSeconds(attemptSeconds),
            change: handler => handler.ConnectCallback = (context, token) => ConnectAsync(connections, context, token));
        await TestClient.GetAsync(client, IntegrationVendor.Sendcloud);

        ResponseInfo info = await TestClient.GetAsync(client, IntegrationVendor.Sendcloud);

        Assert.Equal(2, info.Attempts);
        Assert.Equal((3, 2), (server.Requests.Count, connections.Count));
        Assert.Equal(2, server.Connections.Distinct().Count());
    }

    /// <summary>Nothing here moves the client's time: only the pings, which run on the system's, can find it out.</summary>
    [Fact]
    public async Task A_connection_that_has_died_is_found_out_and_the_request_goes_over_another()
    {
        List<CutStream> connections = [];
        await using Http2Server server = await Http2Server.StartAsync((number, context) =>
        {
            if (number == 2)
            {
                connections[0].Cut();
            }

            return Http2Server.EmptyPageAsync(context);
        });
        await using IntegrationLogsClient client = Client(
            server,
            configure: options => options.Resilience.AttemptTimeout = TimeSpan.FromSeconds(3),
            change: handler => handler.ConnectCallback = (context, token) => ConnectAsync(connections, context, token));
        await TestClient.GetAsync(client, IntegrationVendor.Sendcloud);

        ResponseInfo info = await TestClient.GetAsync(client, IntegrationVendor.Sendcloud);

        Assert.Equal(2, info.Attempts);
        Assert.Equal((3, 2), (server.Requests.Count, connections.Count));
    }

    private static async ValueTask<Stream> ConnectAsync(
        List<CutStream> connections, SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        connections.Add(new CutStream(new System.Net.Sockets.NetworkStream(socket, ownsSocket: true)));
        return connections[^1];
    }

    private static IntegrationLogsClient Client(
        Http2Server server,
        ClientTime? time = null,
        Action<IIntegrationLogsClientBuilder>? build = null,
        Action<IntegrationLogsClientOptions>? configure = null,
        Action<SocketsHttpHandler>? change = null)
    {
        IntegrationLogsClientOptions options = server.ClientOptions;
        configure?.Invoke(options);
        return TestClient.Create(options, time ?? new ClientTime(options.Resilience), server.Trusted(change) + build);
    }

    private static Task Broken(HttpContext context, Action breakIt)
    {
        breakIt();
        return Task.Delay(Timeout.Infinite, context.RequestAborted);
    }

    private static async Task BrokenInBodyAsync(HttpContext context, Action breakIt)
    {
        await context.Response.WriteAsync("{\"data\":[");
        await context.Response.Body.FlushAsync();
        await Broken(context, breakIt);
    }
}
