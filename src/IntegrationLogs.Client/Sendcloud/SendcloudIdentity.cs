using IntegrationLogs.Client.Json;
using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.Sendcloud;

/// <summary>
/// What makes a record the same record on another page: its integration and its id or, since no id is promised, its content.
/// </summary>
internal static class SendcloudIdentity
{
    public static ulong Of(SendcloudLog log) => log.Id is long id
        ? RecordFingerprint.Of(log.IntegrationId is long integration ? RecordFingerprint.Of(integration) : 0, RecordFingerprint.Of(id))
        : RecordFingerprint.Of(RecordContent.Of(log));

    public static ulong Of(SendcloudIntegration integration) =>
        integration.Id is long id ? RecordFingerprint.Of(id) : RecordFingerprint.Of(RecordContent.Of(integration));
}
