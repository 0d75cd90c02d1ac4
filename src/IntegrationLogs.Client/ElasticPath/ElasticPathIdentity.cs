using IntegrationLogs.Client.Json;
using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.ElasticPath;

/// <summary>
/// What makes a record the same record on another page: its integration and its id or, since no id is promised, its content.
/// </summary>
internal static class ElasticPathIdentity
{
    public static ulong Of(ElasticPathLog log) => log.Id is string id
        ? RecordFingerprint.Of(log.IntegrationId is string integration ? RecordFingerprint.Of(integration) : 0, RecordFingerprint.Of(id))
        : RecordFingerprint.Of(RecordContent.Of(log));

    public static ulong Of(ElasticPathJob job) =>
        job.Id is string id ? RecordFingerprint.Of(id) : RecordFingerprint.Of(RecordContent.Of(job));

    public static ulong Of(ElasticPathIntegration integration) =>
        integration.Id is string id ? RecordFingerprint.Of(id) : RecordFingerprint.Of(RecordContent.Of(integration));
}
