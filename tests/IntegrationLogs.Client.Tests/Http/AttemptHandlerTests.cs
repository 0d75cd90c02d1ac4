using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationLogs.Client.Tests.Http;

public sealed class AttemptHandlerTests
{
    [Fact]
    public async Task An_answer_whose_body_breaks_is_disposed()
    {
        var pool = new CheckingArrayPool();
        var answer = new Answer { Content = new StreamContent(new BrokenStream()) };
        using var handler = new AttemptHandler(new ResilienceOptions(), new ClientRuntime(new FakeTimeProvider(), () => 0, pool))
        {
            InnerHandler = new Wire(answer),
        };
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.example.com/");
        var call = new CallState("GET /x");
        call.AttachTo(request);

        await Assert.ThrowsAsync<IOException>(() => invoker.SendAsync(request, CancellationToken.None));

        Assert.Equal((true, 1), (answer.IsDisposed, call.Attempts));
        await pool.AssertWholeAsync();
    }

    private sealed class Wire(HttpResponseMessage answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer);
    }

    private sealed class Answer : HttpResponseMessage
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromException<int>(new IOException("It broke."));
    }
}
