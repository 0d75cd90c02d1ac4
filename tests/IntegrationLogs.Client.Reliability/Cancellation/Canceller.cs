namespace IntegrationLogs.Client.Reliability.Cancellation;

/// <summary>One cancellation, and where its token is given.</summary>
internal sealed class Canceller(TokenPlace place) : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenSource _other = new();

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

    public void Cancel() => _source.Cancel();

    /// <summary>Waits for the call's end, which must be the cancellation.</summary>
    public async Task EndAsync(Func<Task> call)
    {
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(call);
        Assert.Equal(_source.Token, error.CancellationToken);
    }

    public void Dispose()
    {
        _source.Dispose();
        _other.Dispose();
    }
}
