using System.Text.Json.Serialization;
using IntegrationLogs.Client;

namespace AotSmoke;

/// <summary>A record of a user's own with one of the package's in it.</summary>
internal sealed record Alert(string Recipient, ElasticPathLog Log);

[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(LogCheckpoint))]
internal sealed partial class AlertJsonContext : JsonSerializerContext;
