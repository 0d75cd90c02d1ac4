using System.Net;

namespace IntegrationLogs.Client.Http.Pacing;

/// <summary>The time in which an account sends nothing, because its vendor asked for that. Not safe for several threads.</summary>
internal sealed class AccountPause
{
    private TimeSpan _began;
    private TimeSpan _until;
    private TimeSpan _before;

    /// <summary>The status of the answer that asked for it.</summary>
    public HttpStatusCode AskedBy { get; private set; }

    public bool Holds(TimeSpan now) => now < _until;

    public TimeSpan LeftAt(TimeSpan now) => Holds(now) ? _until - now : TimeSpan.Zero;

    /// <summary>The length of all pauses until now.</summary>
    public TimeSpan TotalAt(TimeSpan now) => _before + ((Holds(now) ? now : _until) - _began);

    /// <summary>By how much a pause from now on is longer than what is left.</summary>
    public TimeSpan GrowthBy(TimeSpan length, TimeSpan now) => length - LeftAt(now);

    public void Set(TimeSpan length, HttpStatusCode status, TimeSpan now)
    {
        if (!Holds(now))
        {
            (_before, _began) = (TotalAt(now), now);
        }

        _until = now + length;
        AskedBy = status;
    }
}
