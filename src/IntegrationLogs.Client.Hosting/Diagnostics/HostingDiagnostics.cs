using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using IntegrationLogs.Client.Diagnostics;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Hosting;

/// <summary>
/// Metrics and logs of watches in a host. What the user's own handler or store threw is logged whole; of all else, the type.
/// </summary>
internal sealed class HostingDiagnostics
{
    public const string Name = "IntegrationLogs.Client";

    public static readonly string Version = typeof(HostingDiagnostics).Assembly.GetName().Version!.ToString(fieldCount: 3);

    private readonly ConcurrentDictionary<WatchState, bool> _running = new();
    private readonly TaggedSources _tagged = new();
    private readonly ILogger _logger;
    private readonly Counter<long> _handlerErrors;
    private readonly Counter<long> _deadLetters;
    private readonly Counter<long> _incidents;
    private readonly Counter<long> _sinkFailures;
    private readonly LagHistogram _lag;

    public HostingDiagnostics(IMeterFactory meters, ILoggerFactory loggers)
    {
        _logger = loggers.CreateLogger(Name);
        Meter meter = meters.Create(Name, Version);
        _handlerErrors = meter.CreateCounter<long>(
            "integration_logs.watch.handler_errors", "{error}", "Calls of a host's handler, or for a dead letter, that failed.");
        _deadLetters = meter.CreateCounter<long>(
            "integration_logs.watch.dead_letters", "{entry}", "Entries that a host's handler failed at too often.");
        _incidents = meter.CreateCounter<long>(
            "integration_logs.incidents", "{event}", "What happened to incidents, as it was handed to a host's handler or sink.");
        _sinkFailures = meter.CreateCounter<long>(
            "integration_logs.sink.failures", "{failure}", "Batches that a sink did not take.");
        _lag = new LagHistogram(meter);
        meter.CreateObservableGauge(
            "integration_logs.watch.poll_age", PollAges, "s", "Time since a source of a host's watch was last polled with success.");
    }

    /// <summary>Measures a watch from now on.</summary>
    public void Add(WatchState watch) => _running.TryAdd(watch, true);

    public void Remove(WatchState watch) => _running.TryRemove(watch, out _);

    /// <summary>Learns of sources before they are polled, so that there is no series of the first of many.</summary>
    public void Watching(IEnumerable<LogSource> sources) => _tagged.Add(sources);

    public void WatchStarted(WatchIdentity watch, int sources, WatchStart start) =>
        _logger.WatchStarted(Named(watch), OfAccount(watch), sources, start.ToString());

    public void NoCheckpointStore(WatchIdentity watch, WatchStart start) =>
        _logger.NoCheckpointStore(Named(watch), OfAccount(watch), start.ToString());

    public void SourceAdded(WatchIdentity watch, LogSource source, DateTimeOffset? since) => _logger.SourceAdded(
        Named(watch), OfAccount(watch), source.Name, since?.ToString("O", CultureInfo.InvariantCulture) ?? "the beginning");

    public void SourceResumed(WatchIdentity watch, LogSource source) =>
        _logger.SourceResumed(Named(watch), OfAccount(watch), source.Name);

    public void SourceDropped(WatchIdentity watch, LogSource source) =>
        _logger.SourceDropped(Named(watch), OfAccount(watch), source.Name);

    public void SourceForgotten(WatchIdentity watch, LogSource source) =>
        _logger.SourceForgotten(Named(watch), OfAccount(watch), source.Name);

    public void SourceFailed(WatchIdentity watch, SourceError failure) => _logger.SourceFailed(
        failure.Source.Name,
        OfAccount(watch),
        ErrorTypes.Of(failure.Error),
        ErrorTypes.ReasonOf(failure.Error),
        failure.Failures,
        Wording.Seconds(failure.RetryIn));

    public void SourceRecovered(WatchIdentity watch, LogSource source, int failures) =>
        _logger.SourceRecovered(source.Name, OfAccount(watch), failures);

    public void HandedOut(WatchIdentity watch, PollPart part, DateTimeOffset now)
    {
        if (_lag.Enabled)
        {
            foreach (WatchedEntry entry in part.Entries)
            {
                _lag.Record(entry, now, TagsOf(watch, part.Source));
            }
        }

        if (_incidents.Enabled)
        {
            foreach (IncidentEvent happened in part.Incidents)
            {
                TagList tags = TagsOf(watch, part.Source);
                tags.Add(TagNames.IncidentEventKind, KindNames.Of(happened.Kind));
                _incidents.Add(1, tags);
            }
        }
    }

    public void CountHandlerError(WatchIdentity watch, LogSource source, Exception error)
    {
        TagList tags = TagsOf(watch, source);
        tags.Add(TagNames.ErrorType, ErrorTypes.Of(error));
        _handlerErrors.Add(1, tags);
    }

    public void HandlerFailed(WatchIdentity watch, LogSource source, Exception error, int failures, TimeSpan retryIn) =>
        _logger.HandlerFailed(error, Named(watch), OfAccount(watch), source.Name, failures, Wording.Seconds(retryIn));

    public void DeadLetterFailed(WatchIdentity watch, LogSource source, Exception error, int failures, TimeSpan retryIn) =>
        _logger.DeadLetterFailed(error, Named(watch), OfAccount(watch), source.Name, failures, Wording.Seconds(retryIn));

    public void EntryGivenUp(WatchIdentity watch, LogSource source, Exception error, int attempts)
    {
        _deadLetters.Add(1, TagsOf(watch, source));
        _logger.EntryGivenUp(error, Named(watch), OfAccount(watch), source.Name, attempts);
    }

    public void CountSinkFailure(WatchIdentity watch, string sink, LogSource source, Exception error)
    {
        TagList tags = TagsOf(watch, source);
        tags.Add(TagNames.Sink, sink);
        tags.Add(TagNames.ErrorType, SinkErrors.TypeOf(error));
        _sinkFailures.Add(1, tags);
    }

    public void SinkFailed(WatchIdentity watch, string sink, LogSource source, Exception error, int failures, TimeSpan retryIn)
    {
        // What a sink of the user's own threw is logged whole; ours say what may be said.
        Exception? whole = error is IntegrationLogsSinkException ? null : error;
        string reason = whole is null ? error.Message : $"A {error.GetType().Name}.";
        if (error is IntegrationLogsSinkException { IsTransient: false })
        {
            _logger.SinkRefused(whole, Named(watch), OfAccount(watch), sink, source.Name, reason, failures, Wording.Seconds(retryIn));
        }
        else
        {
            _logger.SinkFailed(whole, Named(watch), OfAccount(watch), sink, source.Name, reason, failures, Wording.Seconds(retryIn));
        }
    }

    public void SinkRecovered(WatchIdentity watch, string sink, LogSource source, int failures) =>
        _logger.SinkRecovered(Named(watch), OfAccount(watch), sink, source.Name, failures);

    public void CheckpointNotLoaded(WatchIdentity watch, Exception error, int failures, TimeSpan retryIn) =>
        _logger.CheckpointNotLoaded(error, Named(watch), OfAccount(watch), failures, Wording.Seconds(retryIn));

    public void CheckpointNotSaved(WatchIdentity watch, Exception error, int failures, TimeSpan retryIn) =>
        _logger.CheckpointNotSaved(error, Named(watch), OfAccount(watch), failures, Wording.Seconds(retryIn));

    public void CheckpointGivenUp(WatchIdentity watch, Exception error) =>
        _logger.CheckpointGivenUp(error, Named(watch), OfAccount(watch));

    public void SourcesNotDiscovered(
        WatchIdentity watch, IntegrationVendor vendor, Exception error, int failures, TimeSpan retryIn) =>
        _logger.SourcesNotDiscovered(
            Named(watch), OfAccount(watch), vendor, error.GetType().Name, failures, Wording.Seconds(retryIn));

    private static string Named(WatchIdentity watch) => watch.Watch.Length == 0 ? "The watch" : $"The watch '{watch.Watch}'";

    private static string OfAccount(WatchIdentity watch) => watch.Account.Length == 0 ? string.Empty : $" of account '{watch.Account}'";

    private TagList TagsOf(WatchIdentity watch, LogSource source) => TagsOf(watch, source.Vendor, _tagged.Has(source) ? source : null);

    private static TagList TagsOf(WatchIdentity watch, IntegrationVendor vendor, LogSource? source)
    {
        var tags = new TagList { { TagNames.Vendor, vendor.ToString() } };
        if (watch.Account.Length > 0)
        {
            tags.Add(TagNames.Account, watch.Account);
        }

        if (source is not null)
        {
            tags.Add(TagNames.Source, source.Name);
        }

        if (watch.Watch.Length > 0)
        {
            tags.Add(TagNames.Watch, watch.Watch);
        }

        return tags;
    }

    /// <summary>Where sources are not told apart, the longest counts.</summary>
    private IEnumerable<Measurement<double>> PollAges() =>
        from watch in _running.Keys
        let identity = watch.Identity
        from polled in watch.PollAges()
        group polled.Age by (Watch: identity, polled.Source.Vendor, Source: _tagged.Has(polled.Source) ? polled.Source : null) into ages
        select new Measurement<double>(ages.Max().TotalSeconds, TagsOf(ages.Key.Watch, ages.Key.Vendor, ages.Key.Source));
}
