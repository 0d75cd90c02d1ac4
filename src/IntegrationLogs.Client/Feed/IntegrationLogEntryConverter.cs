using System.Text.Json;

namespace IntegrationLogs.Client.Feed;

internal sealed class IntegrationLogEntryConverter : EntryConverter<IntegrationLogEntry>
{
    protected override IntegrationLogEntry Read(JsonElement json) => EntryJson.Read(json);
}
