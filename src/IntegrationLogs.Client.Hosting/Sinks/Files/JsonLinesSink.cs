using System.Text.Json;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Appends a line of JSON for each event. A batch counts as written once it is on the disk.</summary>
internal sealed class JsonLinesSink(JsonLinesFile file, JsonLinesSinkOptions options, TimeProvider time) : IIntegrationLogsSink, IDisposable
{
    public void Dispose() => file.Dispose();

    /// <summary>On a thread of the pool: a flush to the disk takes its time, and there is none that can be awaited.</summary>
    public Task WriteAsync(SinkBatch batch, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = time.GetUtcNow();
        using var lines = new MemoryStream();
        foreach (WatchedEntry entry in batch.Entries)
        {
            Write(lines, now, EventJson.TypeOf(entry), writer => EventJson.Write(writer, entry, options.Fields));
        }

        foreach (IncidentEvent happened in batch.Incidents)
        {
            Write(lines, now, EventJson.TypeOf(happened), writer => EventJson.Write(writer, happened, options.Fields));
        }

        byte[] content = lines.ToArray();
        return Task.Run(
            () =>
            {
                try
                {
                    file.Append(content, now);
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException)
                {
                    throw new IntegrationLogsSinkException($"'{file.FullPath}' cannot be written: {error.Message}", error);
                }
            },
            cancellationToken);
    }

    private static void Write(MemoryStream lines, DateTimeOffset now, string type, Action<Utf8JsonWriter> write)
    {
        lines.Write(EventJson.Of(writer =>
        {
            writer.WriteStartObject();
            EventJson.Time(writer, JsonLinesFile.WrittenAt, now);
            EventJson.Text(writer, "type", type);
            write(writer);
            writer.WriteEndObject();
        }));
        lines.WriteByte((byte)'\n');
    }
}
