using System.Text.Json;

namespace IntegrationLogs.Client.Feed;

/// <summary>The incidents of a source as the text that a checkpoint holds.</summary>
internal static class SourceIncidentsJson
{
    public static string? Write(SourceIncidents incidents) => incidents == SourceIncidents.None
        ? null
        : JsonSerializer.Serialize(incidents, SourceIncidentsJsonContext.Default.SourceIncidents);

    /// <exception cref="FormatException">The text is damaged.</exception>
    public static SourceIncidents Read(string? text, LogSource source)
    {
        if (text is null)
        {
            return SourceIncidents.None;
        }

        try
        {
            SourceIncidents? read = JsonSerializer.Deserialize(text, SourceIncidentsJsonContext.Default.SourceIncidents);
            if (read is { ByIntegration: not null } && read.All.All(one => one is { Incident.Cause: not null, Pending: not null, RecentJobs: not null } && (one.IsOpen || one.Pending.Count > 0)))
            {
                return read;
            }
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw CheckpointJson.Damaged($"the incidents of {source} cannot be read");
        }

        throw CheckpointJson.Damaged($"the incidents of {source} are incomplete");
    }
}
