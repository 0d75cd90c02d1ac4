using IntegrationLogs.Client.ElasticPath;
using IntegrationLogs.Client.Sendcloud;

namespace IntegrationLogs.Client.Feed;

/// <summary>What makes an entry the same entry in another poll: its vendor's identity.</summary>
internal static class EntryIdentity
{
    public static ulong Of(IntegrationLogEntry entry) => entry.Source switch
    {
        ElasticPathLog log => ElasticPathIdentity.Of(log),
        SendcloudLog log => SendcloudIdentity.Of(log),
        _ => throw new ArgumentException($"A {entry.Source.GetType()} is no vendor's log.", nameof(entry)),
    };
}
