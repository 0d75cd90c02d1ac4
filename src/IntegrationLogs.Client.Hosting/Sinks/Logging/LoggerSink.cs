using System.Globalization;
using IntegrationLogs.Client.Diagnostics;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Writes failures and what happens to incidents to the application's log. The ids of its events are part of the contract.</summary>
internal sealed class LoggerSink(ILoggerFactory loggers, LoggerSinkOptions options) : IIntegrationLogsSink
{
    private static readonly EventId Failed = new(100, "IntegrationFailed");
    private static readonly EventId Logged = new(101, "IntegrationLogged");
    private static readonly EventId Opened = new(110, "IncidentOpened");
    private static readonly EventId Updated = new(111, "IncidentUpdated");
    private static readonly EventId Resolved = new(112, "IncidentResolved");

    private readonly ILogger _failures = loggers.CreateLogger("IntegrationLogs.Failures");
    private readonly ILogger _incidents = loggers.CreateLogger("IntegrationLogs.Incidents");

    public Task WriteAsync(SinkBatch batch, CancellationToken cancellationToken = default)
    {
        foreach (WatchedEntry entry in batch.Entries)
        {
            (LogLevel level, EventId id) = entry.IsFailure ? (LogLevel.Error, Failed) : (LogLevel.Information, Logged);
            if (_failures.IsEnabled(level))
            {
                _failures.Log(level, id, StateOf(entry), exception: null, (state, _) => state.ToString());
            }
        }

        foreach (IncidentEvent happened in batch.Incidents)
        {
            (LogLevel level, EventId id) = happened.Kind switch
            {
                IncidentEventKind.Opened => (LogLevel.Warning, Opened),
                IncidentEventKind.Resolved => (LogLevel.Information, Resolved),
                _ => (LogLevel.Warning, Updated),
            };
            if (_incidents.IsEnabled(level))
            {
                _incidents.Log(level, id, StateOf(happened), exception: null, (state, _) => state.ToString());
            }
        }

        return Task.CompletedTask;
    }

    private LoggedState StateOf(WatchedEntry entry)
    {
        var state = new LoggedState(TextOf(ChatMessage.Of(entry, options.Fields)));
        state.Add(TagNames.Entry, entry.Key);
        Add(state, entry.Vendor, entry.Account, entry.FoundIn, entry.IntegrationId, entry.IntegrationName);
        state.Add("integration_logs.log.id", entry.LogId);
        state.Add("integration_logs.job.id", entry.JobId);
        state.Add("integration_logs.attempt", entry.Attempt);
        state.Add("integration_logs.occurred_at", TextOf(entry.OccurredAt));
        state.Add(TagNames.StatusCode, entry.StatusCode);
        state.Add(TagNames.Method, entry.Method);
        state.Add(TagNames.ErrorType, entry.IsFailure ? ErrorTypeOf(entry.ExceptionType, entry.StatusCode) : null);
        state.Add("error.message", options.Fields.HasFlag(SinkFields.Message) ? entry.Message : null);
        state.Add(TagNames.Url, options.Fields.HasFlag(SinkFields.Url) ? entry.Url : null);
        return state;
    }

    private LoggedState StateOf(IncidentEvent happened)
    {
        Incident incident = happened.Incident;
        var state = new LoggedState(TextOf(ChatMessage.Of(happened, options.Fields)));
        state.Add(TagNames.IncidentEvent, happened.Key);
        state.Add(TagNames.IncidentEventKind, KindNames.Of(happened.Kind));
        state.Add("integration_logs.incident.id", incident.Id);
        Add(state, incident.Vendor, incident.Account, incident.FoundIn, incident.IntegrationId, incident.IntegrationName);
        state.Add("integration_logs.incident.failures", incident.Failures);
        state.Add("integration_logs.incident.jobs", incident.Jobs);
        state.Add("integration_logs.incident.flips", incident.Flips);
        state.Add("integration_logs.incident.opened_at", TextOf(incident.OpenedAt));
        state.Add("integration_logs.incident.last_failure_at", TextOf(incident.LastFailureAt));
        state.Add("integration_logs.incident.resolved_at", TextOf(incident.ResolvedAt));
        state.Add("integration_logs.incident.resolution", incident.Resolution?.ToString());
        state.Add(
            "integration_logs.occurred_at",
            TextOf(happened.Kind == IncidentEventKind.Resolved ? incident.ResolvedAt : incident.LastFailureAt ?? incident.OpenedAt));
        state.Add(TagNames.StatusCode, incident.Cause.StatusCode);
        state.Add(TagNames.ErrorType, ErrorTypeOf(incident.Cause.ExceptionType, incident.Cause.StatusCode));
        state.Add("error.message", options.Fields.HasFlag(SinkFields.Message) ? incident.Cause.Error : null);
        return state;
    }

    private static void Add(
        LoggedState state, IntegrationVendor vendor, string? account, LogSource source, string? integrationId, string? integrationName)
    {
        state.Add(TagNames.Vendor, vendor.ToString());
        state.Add(TagNames.Account, account);
        state.Add(TagNames.Source, source.Name);
        state.Add("integration_logs.integration.id", integrationId);
        state.Add("integration_logs.integration.name", integrationName);
    }

    private static string TextOf(ChatMessage message) =>
        $"{message.Title}. {string.Join(", ", message.Facts.Select(fact => $"{fact.Name}: {fact.Value}"))}";

    private static string? TextOf(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);

    private static string? ErrorTypeOf(string? exceptionType, int? status) =>
        exceptionType ?? status?.ToString(CultureInfo.InvariantCulture) ?? "_OTHER";
}
