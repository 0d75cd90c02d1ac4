namespace QuickStart.Measuring;

/// <summary>Counts what really goes over the wire: handlers added to the client run inside retry and authentication.</summary>
internal sealed class RequestCounter(Action count) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        count();
        return base.SendAsync(request, cancellationToken);
    }
}
