using System.Net;
using IntegrationLogs.Client.Authentication;
using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client.Tests.Authentication;

/// <summary>The answer with which a token was refused is let go of, or its buffer would be lost to the pool.</summary>
public sealed class RefusedAnswerTests
{
    [Fact]
    public async Task It_is_disposed_of_before_the_request_goes_out_again()
    {
        using var refusal = new Answer(HttpStatusCode.Unauthorized);

        using HttpResponseMessage response = await SendAsync(refusal, new Tokens(second: "new"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, refusal.Disposals);
    }

    [Fact]
    public async Task The_request_goes_out_again_as_it_was_but_for_the_token()
    {
        using var refusal = new Answer(HttpStatusCode.Unauthorized);
        var wire = new Wire(refusal) { Spoil = request => request.Headers.Add("X-Once", "1") };

        using HttpResponseMessage response = await SendAsync(wire, new Tokens(second: "new"));

        Assert.Equal(["Authorization: Bearer old", "Authorization: Bearer new"], wire.Headers);
    }

    [Fact]
    public async Task It_is_disposed_of_when_no_other_token_can_be_had()
    {
        using var refusal = new Answer(HttpStatusCode.Unauthorized);

        await Assert.ThrowsAsync<TimeoutException>(() => SendAsync(refusal, new Tokens(second: null)));

        Assert.Equal(1, refusal.Disposals);
    }

    [Fact]
    public async Task It_is_handed_on_when_the_next_token_is_the_same()
    {
        using var refusal = new Answer(HttpStatusCode.Unauthorized);

        using HttpResponseMessage response = await SendAsync(refusal, new Tokens(second: "old"));

        Assert.Same(refusal, response);
        Assert.Equal(0, refusal.Disposals);
    }

    private static Task<HttpResponseMessage> SendAsync(Answer refusal, Tokens tokens) => SendAsync(new Wire(refusal), tokens);

    private static async Task<HttpResponseMessage> SendAsync(Wire wire, Tokens tokens)
    {
        var handler = new AuthenticationHandler(new Uri("https://api.example.com"), null, tokens) { InnerHandler = wire };
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.example.com/x");
        new CallState("GET /x").AttachTo(request);
        return await invoker.SendAsync(request, CancellationToken.None);
    }

    private sealed class Answer(HttpStatusCode status) : HttpResponseMessage(status)
    {
        public int Disposals { get; private set; }

        protected override void Dispose(bool disposing)
        {
            Disposals++;
            base.Dispose(disposing);
        }
    }

    private sealed class Wire(HttpResponseMessage refusal) : HttpMessageHandler
    {
        private HttpResponseMessage? _next = refusal;

        /// <summary>What a handler further in does to a request.</summary>
        public Action<HttpRequestMessage> Spoil { get; init; } = _ => { };

        /// <summary>The headers of each request.</summary>
        public List<string> Headers { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Headers.Add(request.Headers.ToString().ReplaceLineEndings(";").TrimEnd(';'));
            Spoil(request);
            HttpResponseMessage answer = _next ?? new HttpResponseMessage(HttpStatusCode.OK);
            _next = null;
            return Task.FromResult(answer);
        }
    }

    private sealed class Tokens(string? second) : IAccessTokenProvider
    {
        public ValueTask<AccessToken> GetAccessTokenAsync(AccessToken? rejected = null, CancellationToken cancellationToken = default) =>
            rejected is null ? new(new AccessToken("old", DateTimeOffset.MaxValue))
            : second is null ? throw new TimeoutException()
            : new(new AccessToken(second, DateTimeOffset.MaxValue));
    }
}
