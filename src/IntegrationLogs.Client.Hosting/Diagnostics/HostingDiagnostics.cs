using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using IntegrationLogs.Client.Diagnostics;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Hosting;

/// <summary>
/// Metrics and logs of watches in a host. What the user's own handler or store threw is logged whole; of all else, the type.
/// </summary>
internal sealed class HostingDiagnostics
{
    private const string Name = "IntegrationLogs.Client";

    private static readonly string Version = typeof(HostingDiagnostics).Assembly.GetName().Version!.ToString(fieldCount: 3);

    private readonly ConcurrentDictionary<WatchState, bool> _running = new();
    private readonly ILogger _logger;
    private readonly Counter<long> _handlerErrors;

    public HostingDiagnostics(IMeterFactory meters, ILoggerFactory loggers)
    {
        _logger = loggers.CreateLogger(Name);
        Meter meter = meters.Create(Name, Version);
        _handlerErrors = meter.CreateCounter<long>(
            "integration_logs.watch.handler_errors", "{error}", "Calls of a host's handler that failed.");
        meter.CreateObservableGauge(
            "integration_logs.watch.poll_age", PollAges, "s", "Time since a source of a host's watch was last polled with success.");
    }

    /// <summary>Measures a watch from now on.</summary>
    public void Add(WatchState watch) => _running.TryAdd(watch, true);

    public void Remove(WatchState watch) => _running.TryRemove(watch, out _);

    public void WatchStarted(string watch, int sources, WatchStart start) => _logger.WatchStarted(Named(watch), sources, start.ToString());

    public void NoCheckpointStore(string watch, WatchStart start) => _logger.NoCheckpointStore(Named(watch), start.ToString());

    public void SourceAdded(string watch, LogSource source, WatchStart start) =>
        _logger.SourceAdded(Named(watch), source.Name, start.ToString());

    public void SourceDropped(string watch, LogSource source) => _logger.SourceDropped(Named(watch), source.Name);

    public void HandlerFailed(string watch, LogSource source, Exception error, int failures, TimeSpan retryIn)
    {
        TagList tags = TagsOf(watch, source);
        tags.Add(TagNames.ErrorType, error.GetType().Name);
        _handlerErrors.Add(1, tags);
        _logger.HandlerFailed(error, Named(watch), source.Name, failures, Wording.Seconds(retryIn));
    }

    public void CheckpointNotLoaded(string watch, Exception error, int failures, TimeSpan retryIn) =>
        _logger.CheckpointNotLoaded(error, Named(watch), failures, Wording.Seconds(retryIn));

    public void CheckpointNotSaved(string watch, Exception error, int failures, TimeSpan retryIn) =>
        _logger.CheckpointNotSaved(error, Named(watch), failures, Wording.Seconds(retryIn));

    public void CheckpointGivenUp(string watch, Exception error) => _logger.CheckpointGivenUp(error, Named(watch));

    public void SourcesNotDiscovered(string watch, IntegrationVendor vendor, Exception error, int failures, TimeSpan retryIn) =>
        _logger.SourcesNotDiscovered(Named(watch), vendor, error.GetType().Name, failures, Wording.Seconds(retryIn));

    private static string Named(string watch) => watch.Length == 0 ? "The watch" : $"The watch '{watch}'";

    private static TagList TagsOf(string watch, LogSource source)
    {
        var tags = new TagList { { TagNames.Vendor, source.Vendor.ToString() }, { TagNames.Source, source.Name } };
        if (watch.Length > 0)
        {
            tags.Add(TagNames.Watch, watch);
        }

        return tags;
    }

    private IEnumerable<Measurement<double>> PollAges() =>
        from watch in _running.Keys
        from polled in watch.PollAges()
        select new Measurement<double>(polled.Age.TotalSeconds, TagsOf(watch.Name, polled.Source));
}
