using System.Net;
using IntegrationLogs.Client.Authentication;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationLogs.Client.Tests.Http;

/// <summary>
/// However far a call gets before it has to wait, it does not go on in its caller's context: that may be blocked. The wire is a handler in
/// memory: an answer of WireMock.Net is never there at once.
/// </summary>
public sealed class CallersContextTests
{
    [Theory]
    [InlineData("token")]
    [InlineData("answer")]
    [InlineData("replacement")]
    [InlineData("replay")]
    [InlineData("stream")]
    [InlineData("body")]
    public async Task A_call_that_waits_goes_on_elsewhere(string waitsFor)
    {
        var held = new Held(waitsFor);
        await using IntegrationLogsClient client = Create(new Wire(held, refusals: 1), held, isTokenOurs: true);

        Assert.Equal("x", (await ReadElsewhereAsync(client, held)).Id);
    }

    [Theory]
    [InlineData("token answer")]
    [InlineData("answer")]
    public async Task A_call_that_waits_for_the_token_of_all_goes_on_elsewhere(string waitsFor)
    {
        var held = new Held(waitsFor);
        await using IntegrationLogsClient client = Create(new Wire(held), held, isTokenOurs: false);

        Assert.Equal("x", (await ReadElsewhereAsync(client, held)).Id);
    }

    [Fact]
    public async Task A_call_with_a_fixed_header_goes_on_elsewhere()
    {
        var context = new CallersContext();
        var held = new Held("answer");
        await using IntegrationLogsClient client = Create(new Wire(held), held, isTokenOurs: false);

        Task<SendcloudIntegration> call = context.Begin(() => client.Sendcloud.GetIntegrationAsync(1));
        held.LetGo();
        await call;

        Assert.Equal(0, context.Returns);
    }

    [Fact]
    public async Task A_request_for_a_token_that_waits_goes_on_elsewhere()
    {
        var context = new CallersContext();
        var held = new Held("token answer");
        using var handler = new AuthenticationHandler(new Uri("https://api.example.com"), null, tokens: null)
        { InnerHandler = new Wire(held) };
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://login.example.com/token");
        new CallState("POST /token") { IsTokenRequest = true }.AttachTo(request);

        Task<HttpResponseMessage> call = context.Begin(() => invoker.SendAsync(request, CancellationToken.None));
        held.LetGo();
        (await call).Dispose();

        Assert.Equal(0, context.Returns);
    }

    private static async Task<ElasticPathIntegration> ReadElsewhereAsync(IntegrationLogsClient client, Held held)
    {
        var context = new CallersContext();
        Task<ElasticPathIntegration> call = context.Begin(() => client.ElasticPath.GetIntegrationAsync("x"));
        Assert.False(call.IsCompleted);
        held.LetGo();
        ElasticPathIntegration integration = await call.ConfigureAwait(false);
        Assert.Equal(0, context.Returns);
        return integration;
    }

    private static IntegrationLogsClient Create(Wire wire, Held held, bool isTokenOurs)
    {
        IntegrationLogsClientOptions options = TestOptions.Good();
        return TestClient.Create(options, new FakeTimeProvider(), builder =>
        {
            builder.ElasticPath.AddHttpMessageHandler(() => wire);
            builder.Sendcloud.AddHttpMessageHandler(() => wire);
            if (isTokenOurs)
            {
                builder.ElasticPath.UseAccessTokenProvider(_ => new Tokens(held));
            }
        });
    }

    /// <summary>The one thing that is waited for; all else is there at once.</summary>
    private sealed class Held(string name)
    {
        private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task PassAsync(string what) => what == name ? _gate.Task : Task.CompletedTask;

        public void LetGo() => _gate.SetResult();
    }

    private sealed class Tokens(Held held) : IAccessTokenProvider
    {
        public async ValueTask<AccessToken> GetAccessTokenAsync(AccessToken? rejected = null, CancellationToken cancellationToken = default)
        {
            await held.PassAsync(rejected is null ? "token" : "replacement").ConfigureAwait(false);
            return new AccessToken(rejected is null ? "first" : "second", DateTimeOffset.MaxValue);
        }
    }

    /// <summary>The network, in memory.</summary>
    private sealed class Wire(Held held, int refusals = 0) : DelegatingHandler
    {
        private int _requests;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            bool isToken = request.Method == HttpMethod.Post;
            int number = isToken ? 0 : ++_requests;
            await held.PassAsync(isToken ? "token answer" : number == 1 ? "answer" : "replay").ConfigureAwait(false);
            if (number is > 0 && number <= refusals)
            {
                return new HttpResponseMessage(HttpStatusCode.Unauthorized);
            }

            string id = request.RequestUri!.Host.Contains("sendcloud", StringComparison.Ordinal) ? "1" : "\"x\"";
            string json = isToken ? """{"access_token":"t"}""" : "{\"data\":{\"id\":" + id + "}}";
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new Body(held, json) };
        }
    }

    private sealed class Body(Held held, string json) : HttpContent
    {
        protected override async Task<Stream> CreateContentReadStreamAsync()
        {
            await held.PassAsync("stream").ConfigureAwait(false);
            return new Bytes(held, System.Text.Encoding.UTF8.GetBytes(json));
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class Bytes(Held held, byte[] content) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await held.PassAsync("body").ConfigureAwait(false);
            return Read(buffer.Span);
        }
    }
}
