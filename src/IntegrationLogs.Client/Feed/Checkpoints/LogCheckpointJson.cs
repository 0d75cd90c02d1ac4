using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IntegrationLogs.Client.Feed;

/// <summary>
/// Checkpoints as JSON: <c>{"version":1,"sources":{"Sendcloud":{"settledUntil":"…","handedOut":"…"}},"checksum":"…"}</c>. The checksum is
/// of what the text means: databases that store JSON may write it anew.
/// </summary>
internal static class LogCheckpointJson
{
    private const int Version = 1;
    private const int ChecksumBytes = 16;

    public static string Write(LogCheckpoint checkpoint)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, checkpoint);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Utf8JsonWriter writer, LogCheckpoint checkpoint)
    {
        using var checksum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteStartObject("sources");
        foreach (LogSource source in checkpoint.Sources)
        {
            SourceProgress progress = checkpoint.Positions[source].Progress;
            string? settledUntil = progress.SettledUntil?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
            string handedOut = Convert.ToBase64String(HandedOutBytes.Write(progress.HandedOut));
            writer.WriteStartObject(source.Name);
            writer.WriteString("settledUntil", settledUntil);
            writer.WriteString("handedOut", handedOut);
            writer.WriteEndObject();
            Append(checksum, source, settledUntil, handedOut);
        }

        writer.WriteEndObject();
        writer.WriteString("checksum", TextOf(checksum));
        writer.WriteEndObject();
    }

    public static LogCheckpoint Parse(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            // The second is for half a surrogate pair in the text itself.
            throw new FormatException($"This is no checkpoint: it is not JSON ({error.Message})", error);
        }
    }

    /// <exception cref="FormatException">It is no checkpoint, is damaged, or is of another version.</exception>
    public static LogCheckpoint Read(JsonElement root)
    {
        try
        {
            return ReadRoot(root);
        }
        catch (InvalidOperationException error)
        {
            // JSON can spell half a surrogate pair, which is no text.
            throw new FormatException($"This is no checkpoint: {error.Message}", error);
        }
    }

    private static LogCheckpoint ReadRoot(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("version", out JsonElement version)
            || !root.TryGetProperty("sources", out JsonElement sources))
        {
            throw new FormatException("This is no checkpoint of IntegrationLogs.Client: it has no version or no sources.");
        }

        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out int number) || number != Version)
        {
            throw new FormatException(
                $"The checkpoint is of version {version.GetRawText()}; this version of the package reads version {Version}.");
        }

        if (sources.ValueKind != JsonValueKind.Object)
        {
            throw Damaged("its sources are no object");
        }

        using var checksum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var positions = ImmutableDictionary.CreateBuilder<LogSource, SourcePosition>();
        foreach (JsonProperty source in sources.EnumerateObject().OrderBy(source => source.Name, StringComparer.Ordinal))
        {
            if (!LogSource.TryParse(source.Name, out LogSource? key) || !positions.TryAdd(key, ReadSource(key, source.Value, checksum)))
            {
                throw Damaged($"'{source.Name}' is no source or comes twice");
            }
        }

        return positions.Count > 0 && TextOf(root, "checksum") == TextOf(checksum)
            ? new LogCheckpoint(positions.ToImmutable())
            : throw Damaged("its checksum does not fit its content");
    }

    private static SourcePosition ReadSource(LogSource source, JsonElement json, IncrementalHash checksum)
    {
        string? settledUntil = TextOf(json, "settledUntil");
        string handedOut = TextOf(json, "handedOut") ?? string.Empty;
        Append(checksum, source, settledUntil, handedOut);
        DateTimeOffset? time = null;
        if (settledUntil is not null)
        {
            time = DateTimeOffset.TryParseExact(
                settledUntil, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset parsed)
                ? parsed
                : throw Damaged($"the time of {source} cannot be read");
        }

        var bytes = new byte[handedOut.Length];
        bool isBase64 = Convert.TryFromBase64String(handedOut, bytes, out int written);
        return isBase64 && HandedOutBytes.TryRead(bytes.AsSpan(0, written)) is { } list
            ? new SourcePosition(new SourceProgress(time, list))
            : throw Damaged($"what was handed out of {source} cannot be read");
    }

    private static string? TextOf(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static void Append(IncrementalHash checksum, LogSource source, string? settledUntil, string handedOut) =>
        checksum.AppendData(Encoding.UTF8.GetBytes($"{source.Name}\n{settledUntil}\n{handedOut}\n"));

    private static string TextOf(IncrementalHash checksum) =>
        Convert.ToHexString(checksum.GetHashAndReset().AsSpan(0, ChecksumBytes));

    private static FormatException Damaged(string why) => new($"The checkpoint is damaged: {why}. Go on from an older one.");
}
