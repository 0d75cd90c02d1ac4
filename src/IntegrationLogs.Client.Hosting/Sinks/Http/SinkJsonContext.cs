using System.Text.Json.Serialization;

namespace IntegrationLogs.Client.Hosting;

/// <summary>What sinks write with the JSON of its own.</summary>
[JsonSerializable(typeof(WatchedEntry))]
internal sealed partial class SinkJsonContext : JsonSerializerContext;
