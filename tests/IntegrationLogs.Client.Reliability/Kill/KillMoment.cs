namespace IntegrationLogs.Client.Reliability.Kill;

/// <summary>When a watcher is to be killed, by what can be seen of it.</summary>
internal sealed class KillMoment
{
    private readonly TaskCompletionSource _come = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;

    /// <param name="place">What the watcher is doing.</param>
    /// <param name="count">For the how many-th time it does it.</param>
    public KillMoment(KillPlace place, int count)
    {
        Place = place;
        HoldAt = place == KillPlace.Delivery ? count : 0;
        _left = count;
    }

    public KillPlace Place { get; }

    /// <summary>In which delivery the watcher is to wait for its end; 0 for none.</summary>
    public int HoldAt { get; }

    public Task Come => Place == KillPlace.Start ? Task.CompletedTask : _come.Task;

    public static KillMoment Any(Random random) => random.Next(10) switch
    {
        0 => new(KillPlace.Start, 0),
        1 or 2 or 3 => new(KillPlace.Line, random.Next(1, 40)),
        4 or 5 => new(KillPlace.Request, random.Next(1, 30)),
        6 or 7 => new(KillPlace.Answer, random.Next(1, 20)),
        _ => new(KillPlace.Delivery, random.Next(1, 6)),
    };

    /// <summary>Of a program that says no more than what it has stored, and cannot be held.</summary>
    public static KillMoment AnyFromOutside(Random random) => random.Next(10) switch
    {
        0 => new(KillPlace.Start, 0),
        < 6 => new(KillPlace.Line, random.Next(1, 16)),
        6 or 7 => new(KillPlace.Request, random.Next(1, 30)),
        _ => new(KillPlace.Answer, random.Next(1, 20)),
    };

    public void SawLine(string line)
    {
        if (Place == KillPlace.Line)
        {
            CountDown();
        }
        else if (Place == KillPlace.Delivery && line == Sayings.Held)
        {
            _come.TrySetResult();
        }
    }

    /// <summary>Says whether the request is to get half an answer.</summary>
    public bool SawRequest() => Place is KillPlace.Request or KillPlace.Answer && CountDown() && Place == KillPlace.Answer;

    private bool CountDown()
    {
        bool isNow = Interlocked.Decrement(ref _left) == 0;
        if (isNow)
        {
            _come.TrySetResult();
        }

        return isNow;
    }
}
