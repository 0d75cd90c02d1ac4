using System.Diagnostics;

namespace IntegrationLogs.Client.Reliability.Cancellation;

/// <summary>One cancellation, and how long it took until the call had ended.</summary>
internal sealed class Canceller(TokenPlace place) : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenSource _other = new();
    private long _cancelledAt;

    public CancellationToken Method => place switch
    {
        TokenPlace.Method or TokenPlace.MethodOfBoth => _source.Token,
        TokenPlace.EnumeratorOfBoth => _other.Token,
        _ => CancellationToken.None,
    };

    public CancellationToken Enumerator => place switch
    {
        TokenPlace.Enumerator or TokenPlace.EnumeratorOfBoth => _source.Token,
        TokenPlace.MethodOfBoth => _other.Token,
        _ => CancellationToken.None,
    };

    public void Cancel()
    {
        _cancelledAt = Stopwatch.GetTimestamp();
        _source.Cancel();
    }

    /// <summary>Waits for the call's end, which must be the cancellation, and tells how long it took.</summary>
    public async Task<TimeSpan> EndAsync(Func<Task> call)
    {
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(call);
        TimeSpan took = Stopwatch.GetElapsedTime(_cancelledAt);
        Assert.Equal(_source.Token, error.CancellationToken);
        return took;
    }

    public void Dispose()
    {
        _source.Dispose();
        _other.Dispose();
    }
}
