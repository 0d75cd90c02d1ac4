using System.Diagnostics;

namespace IntegrationLogs.Client.Benchmarks.Watching;

/// <summary>Counts and times the requests of a client, from their sending until an answer begins.</summary>
internal sealed class RequestsInFlight
{
    private readonly object _lock = new();
    private int _open;

    public int Most { get; private set; }

    /// <summary>How many were sent.</summary>
    public int All { get; private set; }

    public TimeSpan Longest { get; private set; }

    /// <summary>Forgets how long requests have taken so far.</summary>
    public void ForgetLongest()
    {
        lock (_lock)
        {
            Longest = TimeSpan.Zero;
        }
    }

    public DelegatingHandler NewHandler() => new Handler(this);

    private sealed class Handler(RequestsInFlight all) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            long began = Stopwatch.GetTimestamp();
            lock (all._lock)
            {
                all.Most = Math.Max(all.Most, ++all._open);
                all.All++;
            }

            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                lock (all._lock)
                {
                    all._open--;
                    TimeSpan took = Stopwatch.GetElapsedTime(began);
                    all.Longest = took > all.Longest ? took : all.Longest;
                }
            }
        }
    }
}
