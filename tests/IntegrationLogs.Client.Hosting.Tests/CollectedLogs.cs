using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>What one host logs, a line for each event; the client's own alone, or all.</summary>
internal sealed class CollectedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, string Line)> _lines = new();

    /// <summary>Level, event id, name and message of the client's events, without those about pages.</summary>
    public IReadOnlyList<string> Lines =>
    [
        .. _lines
            .Where(line => line.Category == "IntegrationLogs.Client" && !line.Line.Contains("PageRead", StringComparison.Ordinal))
            .Select(line => line.Line),
    ];

    public string All => string.Join('\n', _lines.Select(line => line.Line));

    public ILogger CreateLogger(string categoryName) => new Logger(_lines, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<(string Category, string Line)> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((
                category,
                $"{logLevel} {eventId.Id} {eventId.Name} {formatter(state, exception)} {exception?.Message}".TrimEnd()));
    }
}
