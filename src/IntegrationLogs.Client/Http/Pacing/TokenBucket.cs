namespace IntegrationLogs.Client.Http.Pacing;

/// <summary>The permits of an account. They come at the learned rate, and a few are kept for a burst. Not safe for several threads.</summary>
internal sealed class TokenBucket(RequestRate configured, double tokens, TimeSpan now)
{
    /// <summary>For rounding errors: a permit is whole when a billionth of it lacks.</summary>
    private const double Whole = 1 - 1e-9;

    /// <summary>The least that the bucket holds, so that a timer which fires late costs nothing of the rate.</summary>
    private const double LeastCapacity = 2;

    private double _tokens = tokens;
    private TimeSpan _filledAt = now;

    public LearnedRate Rate { get; } = new(configured.PerSecond);

    private double Capacity => Math.Max(LeastCapacity, configured.Burst * Rate.Current / configured.PerSecond);

    /// <summary>A bucket of another rate, with no more than this one holds.</summary>
    public TokenBucket ChangedTo(RequestRate rate, TimeSpan now) => new(rate, Math.Min(_tokens, rate.Burst), now);

    /// <summary>How many permits there are; less than none after requests that had none of their own.</summary>
    public double Fill(TimeSpan now)
    {
        if (now > _filledAt)
        {
            _tokens = Math.Min(Capacity, _tokens + ((now - _filledAt).TotalSeconds * Rate.Current));
            _filledAt = now;
        }

        return _tokens;
    }

    public bool IsFull(TimeSpan now) => Fill(now) >= Capacity;

    public bool TryTake(TimeSpan now)
    {
        if (Fill(now) < Whole)
        {
            return false;
        }

        _tokens--;
        return true;
    }

    public void PutBack() => _tokens++;

    /// <summary>Takes permits whether there are any or not.</summary>
    public void Charge(int requests, TimeSpan now) => _tokens = Math.Max(Fill(now) - requests, -Capacity);

    /// <summary>Lets go of what it can no longer hold, after its rate has fallen.</summary>
    public void Shrink() => _tokens = Math.Min(_tokens, Capacity);

    /// <summary>Holds one permit at a time to come; others come from then on.</summary>
    public void RestartAt(TimeSpan time) => (_tokens, _filledAt) = (1, time);

    /// <summary>The time until there is a permit, in whole milliseconds, as timers count, and never too short.</summary>
    public TimeSpan TimeToNext(TimeSpan now) =>
        TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((Whole - Fill(now)) / Rate.Current * 1000)));
}
