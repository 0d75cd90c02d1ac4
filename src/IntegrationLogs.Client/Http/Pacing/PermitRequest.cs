using System.Threading.RateLimiting;

namespace IntegrationLogs.Client.Http.Pacing;

/// <summary>A request for a permit that has to wait.</summary>
/// <param name="longestPausedTime">At most so long may the account have been paused in all when the permit comes.</param>
internal sealed class PermitRequest(TimeSpan longestPausedTime)
{
    // Those who wait go on elsewhere, not inside the limiter's lock.
    private readonly TaskCompletionSource<RateLimitLease> _permit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TimeSpan LongestPausedTime { get; } = longestPausedTime;

    /// <summary>The place in the queue.</summary>
    public LinkedListNode<PermitRequest>? Place { get; set; }

    /// <returns>Whether it still waits.</returns>
    public bool Give(RateLimitLease lease) => _permit.TrySetResult(lease);

    public async Task<RateLimitLease> WaitAsync(Action<PermitRequest> withdraw, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration cancelled = cancellationToken.UnsafeRegister(
            static (request, token) => ((PermitRequest)request!)._permit.TrySetCanceled(token), this);
        try
        {
            return await _permit.Task.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            withdraw(this);
            throw;
        }
    }
}
