using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>Everything that is logged, traced and counted, whoever does it, as text.</summary>
internal sealed class Telemetry : ILoggerProvider
{
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public Telemetry()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            SampleUsingParentId = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.Start();
    }

    public ConcurrentQueue<string> Logs { get; } = new();

    public ConcurrentQueue<string> Spans { get; } = new();

    public ConcurrentQueue<string> Measurements { get; } = new();

    public IEnumerable<string> All => Logs.Concat(Spans).Concat(Measurements);

    /// <summary>Everything so far, which is not kept any longer.</summary>
    public IEnumerable<string> TakeAll()
    {
        foreach (ConcurrentQueue<string> texts in (ConcurrentQueue<string>[])[Logs, Spans, Measurements])
        {
            while (texts.TryDequeue(out string? text))
            {
                yield return text;
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
    }

    private static string Text<T>(IEnumerable<KeyValuePair<string, T>> tags) =>
        string.Join(' ', tags.Select(tag => $"{tag.Key}={Convert.ToString(tag.Value, CultureInfo.InvariantCulture)}"));

    private void Keep(Activity activity) => Spans.Enqueue(
        $"{activity.Source.Name} {activity.DisplayName} {activity.Status} {activity.StatusDescription} {Text(activity.TagObjects)} "
        + string.Join(' ', activity.Events.Select(happened => $"{happened.Name} {Text(happened.Tags)}"))
        + Text(activity.Baggage) + activity.TraceStateString);

    private void Keep(Instrument instrument, object value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Measurements.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{instrument.Meter.Name} {instrument.Name} {value} {Text(tags.ToArray())}"));

    private sealed class Logger(Telemetry telemetry, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            telemetry.Logs.Enqueue($"{category} scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            telemetry.Logs.Enqueue(
                $"{category} {logLevel} {eventId.Id} {eventId.Name} {formatter(state, exception)} {exception} "
                + (state is IEnumerable<KeyValuePair<string, object?>> values ? Text(values) : $"{state}"));
    }
}
