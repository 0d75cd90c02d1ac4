using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client.Tests.Http;

public sealed class ClientLifetimeTests
{
    [Fact]
    public void Its_end_is_told_before_the_handlers_are_disposed_of_one_after_the_other()
    {
        var ended = new List<string>();
        using var lifetime = new ClientLifetime();
        lifetime.Own(new Handler(() => ended.Add($"first, told: {lifetime.Ended.IsCancellationRequested}")));
        using Handler second = lifetime.Own(new Handler(() => ended.Add("second")));

        Assert.False(lifetime.Ended.IsCancellationRequested);
        lifetime.Dispose();

        Assert.Equal(["first, told: True", "second"], ended);
    }

    [Fact]
    public void It_can_end_twice()
    {
        using var lifetime = new ClientLifetime();
        lifetime.Dispose();

        lifetime.Dispose();

        Assert.True(lifetime.Ended.IsCancellationRequested);
    }

    private sealed class Handler(Action disposing) : HttpMessageHandler
    {
        private bool _isDisposed;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        protected override void Dispose(bool isDisposing)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                disposing();
            }

            base.Dispose(isDisposing);
        }
    }
}
