using System.Collections.Concurrent;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>Stores by sink, which outlive hosts.</summary>
internal sealed class SinkStores
{
    private readonly ConcurrentDictionary<string, MemoryStore> _stores = new();

    public MemoryStore Of(string sink) => _stores.GetOrAdd(sink, _ => new MemoryStore());
}
