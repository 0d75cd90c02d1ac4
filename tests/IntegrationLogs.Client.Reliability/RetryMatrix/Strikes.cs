namespace IntegrationLogs.Client.Reliability.RetryMatrix;

/// <summary>When a fault strikes: not at its first opportunities, then so many times, then no more.</summary>
internal sealed class Strikes(int after, int times)
{
    public const int Always = 1_000;

    private int _opportunities;

    public bool Next() => Interlocked.Increment(ref _opportunities) is int now && now > after && now <= after + times;
}
