namespace IntegrationLogs.Client.Http.Pacing;

/// <summary>
/// Counts the requests that were accepted in the last second: those of the second that runs, and of the one before as much as still
/// belongs to it.
/// </summary>
internal sealed class AcceptedRequests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private TimeSpan _began;
    private int _count;
    private int _countBefore;

    public void Add(TimeSpan now)
    {
        MoveTo(now);
        _count++;
    }

    public double PerSecond(TimeSpan now)
    {
        MoveTo(now);
        return _count + (_countBefore * (1 - ((now - _began) / Second)));
    }

    private void MoveTo(TimeSpan now)
    {
        if (now - _began < Second)
        {
            return;
        }

        bool isNext = now - _began < Second * 2;
        _countBefore = isNext ? _count : 0;
        _began = isNext ? _began + Second : now;
        _count = 0;
    }
}
