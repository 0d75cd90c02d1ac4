using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>The meters of one container, and what was measured with the package's; other tests measure as well.</summary>
internal sealed class OwnMeters : IMeterFactory
{
    private readonly ConcurrentBag<Meter> _made = [];
    private readonly ConcurrentQueue<(string, string?)> _measured = new();
    private readonly MeterListener _listener = new();

    public OwnMeters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (_made.Contains(instrument.Meter) && instrument.Meter.Name == ClientDiagnostics.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Keep(instrument, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Keep(instrument, tags));
        _listener.Start();
    }

    public IReadOnlyCollection<Meter> Made => _made;

    /// <summary>The instruments' names, and the accounts that they were used with.</summary>
    public IReadOnlyCollection<(string Instrument, string? Account)> Measured => _measured;

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(options);
        _made.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (Meter meter in _made)
        {
            meter.Dispose();
        }
    }

    private void Keep(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string? account = null;
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            account = tag.Key == "integration_logs.account" ? (string?)tag.Value : account;
        }

        _measured.Enqueue((instrument.Name, account));
    }
}
