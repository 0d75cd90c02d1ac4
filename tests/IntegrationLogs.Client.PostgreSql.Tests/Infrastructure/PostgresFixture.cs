namespace IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;

/// <summary>One server for all tests that do it no harm; each has a schema of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private static int _schemas;

    private PostgresServer? _server;

    /// <summary>Why PostgreSQL cannot run here; null when it can.</summary>
    public static string? Missing { get; } = PostgresServer.Programs is null
        ? "PostgreSQL is not in /usr/lib/postgresql: install Debian's package postgresql."
        : Tools.Missing(["sh", "chown", "setpriv"]);

    internal PostgresServer Server => _server ?? throw new InvalidOperationException("The server does not run.");

    public async Task InitializeAsync()
    {
        if (Tools.SkipFor(Missing) is null)
        {
            Tools.Require(Missing);

            // No test takes the machine down, and the system outlives the server.
            _server = await PostgresServer.StartAsync("fsync=off");
        }
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    internal TestSchema NewSchema(string? name = null) => new(Server, name ?? $"test_{Interlocked.Increment(ref _schemas)}");
}
