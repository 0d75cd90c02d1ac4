using IntegrationLogs.Client.Json;
using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.ElasticPath;

/// <summary>What makes a record the same record on another page: its id or, since no id is promised, its content.</summary>
internal static class ElasticPathIdentity
{
    private static readonly ElasticPathLogConverter Logs = new();
    private static readonly ElasticPathJobConverter Jobs = new();
    private static readonly ElasticPathIntegrationConverter Integrations = new();

    public static ulong Of(ElasticPathLog log) =>
        log.Id is string id ? RecordFingerprint.Of(id) : RecordFingerprint.Of(Logs.ToUtf8(log));

    public static ulong Of(ElasticPathJob job) =>
        job.Id is string id ? RecordFingerprint.Of(id) : RecordFingerprint.Of(Jobs.ToUtf8(job));

    public static ulong Of(ElasticPathIntegration integration) =>
        integration.Id is string id ? RecordFingerprint.Of(id) : RecordFingerprint.Of(Integrations.ToUtf8(integration));
}
