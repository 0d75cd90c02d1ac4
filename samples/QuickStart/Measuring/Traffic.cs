using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using IntegrationLogs.Client;
using Microsoft.Extensions.DependencyInjection;

namespace QuickStart.Measuring;

/// <summary>What the reading cost: requests from handlers of our own, retries and tokens from the client's meter.</summary>
internal sealed class Traffic : IDisposable
{
    private const string MeterName = "IntegrationLogs.Client";
    private const string RetriesName = "integration_logs.client.retries";
    private const string TokensName = "integration_logs.client.token_fetches";
    private const string ReasonTag = "error.type";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, int> _retries = new(StringComparer.Ordinal);
    private int _requests;
    private int _tokens;

    public Traffic()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == MeterName && instrument.Name is RetriesName or TokensName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(Measured);
        _listener.Start();
    }

    public int Requests => Volatile.Read(ref _requests);

    public int Tokens => Volatile.Read(ref _tokens);

    public int Retries => _retries.Values.Sum();

    /// <summary>How many retries, by what made them necessary: a status code or an exception's name.</summary>
    public IReadOnlyDictionary<string, int> RetriesByReason => _retries;

    public void Observe(IIntegrationLogsClientBuilder builder)
    {
        builder.ElasticPath.AddHttpMessageHandler(() => new RequestCounter(CountRequest));
        builder.Sendcloud.AddHttpMessageHandler(() => new RequestCounter(CountRequest));
    }

    public void Dispose() => _listener.Dispose();

    private void CountRequest() => Interlocked.Increment(ref _requests);

    private void Measured(Instrument instrument, long count, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (instrument.Name == TokensName)
        {
            Interlocked.Add(ref _tokens, (int)count);
            return;
        }

        string reason = "unknown";
        foreach ((string name, object? value) in tags)
        {
            reason = name == ReasonTag ? value?.ToString() ?? reason : reason;
        }

        _retries.AddOrUpdate(reason, (int)count, (_, before) => before + (int)count);
    }
}
