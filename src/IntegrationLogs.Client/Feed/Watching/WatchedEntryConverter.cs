using System.Text.Json;

namespace IntegrationLogs.Client.Feed;

internal sealed class WatchedEntryConverter : EntryConverter<WatchedEntry>
{
    protected override WatchedEntry Read(JsonElement json) => new(
        EntryJson.Read(json),
        EntryJson.Read(json, nameof(WatchedEntry.FoundIn), IntegrationLogsJsonContext.Default.LogSource),
        EntryJson.Read(json, nameof(WatchedEntry.Checkpoint), IntegrationLogsJsonContext.Default.LogCheckpoint))
    {
        IsLate = EntryJson.Find(json, nameof(WatchedEntry.IsLate))?.GetBoolean() ?? false,
    };
}
