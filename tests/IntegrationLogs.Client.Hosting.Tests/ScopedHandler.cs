using System.Collections.Concurrent;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>A handler from the container, with a connection of its scope. Its first call fails.</summary>
internal sealed class ScopedHandler(ScopedHandler.Calls calls, ScopedHandler.Connection connection) : IWatchedEntryHandler
{
    public Task HandleAsync(WatchedEntry entry, CancellationToken cancellationToken = default)
    {
        calls.Made.Enqueue((((SendcloudLog)entry.Source).Id!.Value, connection, connection.IsDisposed));
        return calls.Made.Count == 1 ? throw new IOException() : Task.CompletedTask;
    }

    internal sealed class Calls
    {
        public ConcurrentQueue<(long Id, Connection Connection, bool WasDisposed)> Made { get; } = new();
    }

    internal sealed class Connection : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
