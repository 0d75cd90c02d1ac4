namespace IntegrationLogs.Client.Benchmarks.Clients;

/// <summary>A way to read a vendor's whole list, log by log.</summary>
internal abstract class BenchmarkedClient(string name) : IAsyncDisposable
{
    public string Name { get; } = name;

    /// <summary>Reads all logs into the checksum; after each hundredth the consumer takes its time.</summary>
    public abstract Task ReadAsync(IntegrationVendor vendor, Checksum sum, Func<Task>? afterPage);

    /// <summary>Ends with the first log.</summary>
    public abstract Task ReadFirstAsync(IntegrationVendor vendor, Checksum sum);

    public abstract ValueTask DisposeAsync();
}
