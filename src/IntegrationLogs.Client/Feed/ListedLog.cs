using System.Globalization;
using IntegrationLogs.Client.ElasticPath;
using IntegrationLogs.Client.Sendcloud;

namespace IntegrationLogs.Client.Feed;

/// <summary>A log of either vendor as its list has it. Only what is wanted becomes an entry.</summary>
internal readonly struct ListedLog
{
    private readonly object _log;

    public ListedLog(ElasticPathLog log) => (_log, Time) = (log, log.CreatedAt);

    public ListedLog(SendcloudLog log) => (_log, Time, GrowingId) = (log, log.CreatedAt, log.Id);

    public DateTimeOffset? Time { get; }

    /// <summary>The id, of a vendor that gives each log a higher one than all before; null for others.</summary>
    public long? GrowingId { get; }

    /// <summary>What makes it the same log in another poll: its vendor's identity.</summary>
    public ulong Fingerprint => _log is SendcloudLog log ? SendcloudIdentity.Of(log) : ElasticPathIdentity.Of((ElasticPathLog)_log);

    public string? IntegrationId => _log is SendcloudLog log
        ? log.IntegrationId?.ToString(CultureInfo.InvariantCulture)
        : ((ElasticPathLog)_log).IntegrationId;

    /// <summary>Whether it went well, as its entry says it.</summary>
    public bool? Succeeded => _log is ElasticPathLog log ? IntegrationLogEntry.OutcomeOf(log) : false;

    public IntegrationLogEntry ToEntry(string? account, string? integrationName = null) => _log is SendcloudLog log
        ? IntegrationLogEntry.From(log, account, integrationName)
        : IntegrationLogEntry.From((ElasticPathLog)_log, account, integrationName);
}
