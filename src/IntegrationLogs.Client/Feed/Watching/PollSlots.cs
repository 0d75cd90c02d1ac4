using System.Collections.Concurrent;

namespace IntegrationLogs.Client.Feed;

/// <summary>
/// Lets so many sources of a vendor be polled at once. A poll that takes long gives its slot back, so that sources that hang hold up no
/// others.
/// </summary>
internal sealed class PollSlots(WatchOptions options, TimeProvider time)
{
    private static readonly TimeSpan LongestSlot = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _longest = LongestSlot < options.PollInterval / 10 ? LongestSlot : options.PollInterval / 10;
    private readonly ConcurrentDictionary<IntegrationVendor, SemaphoreSlim> _slots = new();

    public async Task<T> RunAsync<T>(IntegrationVendor vendor, Func<Task<T>> poll, CancellationToken cancellationToken)
    {
        SemaphoreSlim slots = _slots.GetOrAdd(vendor, _ => new SemaphoreSlim(options.MaxConcurrency));
        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        Task<T> polling;
        try
        {
            polling = poll();
            if (!polling.IsCompleted)
            {
                using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                await Task.WhenAny(polling, Task.Delay(_longest, time, timeout.Token)).ConfigureAwait(false);
                await timeout.CancelAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            slots.Release();
        }

        return await polling.ConfigureAwait(false);
    }
}
