using System.Runtime.CompilerServices;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Which watch of a container has which checkpoint store: two in one would forget each other's sources.</summary>
internal sealed class StoreClaims
{
    private readonly ConditionalWeakTable<object, string> _watches = [];

    /// <exception cref="InvalidOperationException">Another watch has it.</exception>
    public void Claim(object store, string watch)
    {
        string first = _watches.GetValue(store, _ => watch);
        if (first != watch)
        {
            throw new InvalidOperationException(
                $"The watches '{first}' and '{watch}' have one checkpoint store, and each needs its own: set CheckpointStore in "
                + $"{nameof(IntegrationLogsWatchOptions)}, or register a store with the watch's name as its key.");
        }
    }
}
