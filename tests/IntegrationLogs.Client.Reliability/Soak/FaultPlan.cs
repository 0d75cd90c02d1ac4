using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Reliability.Soak;

/// <summary>Which page requests fail, by chance, made up a little ahead of the requests.</summary>
internal sealed class FaultPlan(FaultScript script, Random random)
{
    public const double ConnectionShare = 0.02;
    public const double RefusalShare = 0.05;

    private const int Ahead = 500;
    private const int MaxBytesBeforeBreak = 1_000;

    private readonly List<Kind> _planned = [];

    private enum Kind : byte
    {
        None,
        Connection,
        Refusal,
    }

    /// <summary>To be called more often than once in as many requests as are planned ahead.</summary>
    public void Continue()
    {
        lock (_planned)
        {
            int end = script.RequestsSeen + Ahead;
            while (_planned.Count < end)
            {
                PlanNext();
            }
        }
    }

    /// <summary>How many requests there were, and how many of them failed.</summary>
    public (int Requests, int Connection, int Refusals) Happened()
    {
        lock (_planned)
        {
            int seen = script.RequestsSeen;
            return (seen, Count(Kind.Connection, seen), Count(Kind.Refusal, seen));
        }
    }

    private int Count(Kind kind, int seen) => _planned.Take(seen).Count(planned => planned == kind);

    private void PlanNext()
    {
        double chance = random.NextDouble();
        if (chance < ConnectionShare)
        {
            _planned.Add(Kind.Connection);
            script.Enqueue(random.Next(3) switch
            {
                0 => Fault.ResetBeforeHeaders(),
                1 => Fault.ResetInsideBody(random.Next(MaxBytesBeforeBreak)),
                _ => Fault.Truncate(random.Next(MaxBytesBeforeBreak)),
            });
        }
        else if (chance < ConnectionShare + RefusalShare)
        {
            _planned.Add(Kind.Refusal);
            script.Enqueue(Fault.Status(random.Next(2) == 0 ? 429 : 503, retryAfter: random.Next(2) == 0 ? "1" : null));
        }
        else
        {
            _planned.Add(Kind.None);
            script.EnqueueNone();
        }
    }
}
