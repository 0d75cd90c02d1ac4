using System.Net;
using System.Text;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>
/// A vendor without sockets, in simulated time: each answer takes its time, and windows of a second take so many requests; the others get
/// a 429.
/// </summary>
internal sealed class PacedVendor(TimeProvider time, int requestsASecond, TimeSpan latency, bool saysWhen = true) : HttpMessageHandler
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly object _lock = new();
    private long _opened;
    private int _taken;
    private int _open;

    /// <summary>How many requests are under way.</summary>
    public int Open => Volatile.Read(ref _open);

    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _open);
        try
        {
            await Task.Delay(latency / 2, time, cancellationToken).ConfigureAwait(false);
            HttpResponseMessage answer = Answer();
            await Task.Delay(latency / 2, time, cancellationToken).ConfigureAwait(false);
            return answer;
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private HttpResponseMessage Answer()
    {
        lock (_lock)
        {
            TimeSpan open = time.GetElapsedTime(_opened);
            if (_taken == 0 || open >= Window)
            {
                _opened = time.GetTimestamp();
                _taken = 0;
                open = TimeSpan.Zero;
            }

            if (_taken < requestsASecond)
            {
                _taken++;
                Accepted++;
                return new() { Content = new StringContent("""{"data":[]}""", Encoding.UTF8, "application/json") };
            }

            Refused++;
            var refusal = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            if (saysWhen)
            {
                refusal.Headers.TryAddWithoutValidation("Retry-After", $"{Math.Ceiling((Window - open).TotalSeconds)}");
            }

            return refusal;
        }
    }
}
