using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IntegrationLogs.Client.Feed;

/// <summary>What all checkpoints have in common as JSON: a version, and a checksum of what they mean.</summary>
internal static class CheckpointJson
{
    public const int CurrentVersion = 2;

    /// <summary>How many characters a checksum has.</summary>
    public const int ChecksumLength = 32;

    public static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <exception cref="FormatException">It is no checkpoint, is damaged, or is of another version.</exception>
    public static T Parse<T>(string json, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Read(document.RootElement, read);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            // The second is for half a surrogate pair in the text itself.
            throw new FormatException($"This is no checkpoint: it is not JSON ({error.Message})", error);
        }
    }

    /// <exception cref="FormatException">It is no checkpoint, is damaged, or is of another version.</exception>
    public static T Read<T>(JsonElement root, Func<JsonElement, T> read)
    {
        try
        {
            return read(root);
        }
        catch (InvalidOperationException error)
        {
            // JSON can spell half a surrogate pair, which is no text.
            throw new FormatException($"This is no checkpoint: {error.Message}", error);
        }
    }

    /// <summary>The version of what has a version that can be read, and the content that it should have.</summary>
    /// <param name="root">The checkpoint.</param>
    /// <param name="content">The property that makes it a checkpoint.</param>
    /// <param name="oldest">The oldest version that can be read.</param>
    /// <exception cref="FormatException">It is no checkpoint, or is of another version.</exception>
    public static int VersionOf(JsonElement root, string content, int oldest)
    {
        JsonElement version = default;
        bool hasVersion = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("version", out version);
        int number = hasVersion && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out int value) ? value : 0;

        // A newer version may have named its content otherwise.
        if (!hasVersion || (number <= CurrentVersion && !root.TryGetProperty(content, out _)))
        {
            throw new FormatException($"This is no checkpoint of IntegrationLogs.Client: it has no version or no {content}.");
        }

        string known = oldest == CurrentVersion ? $"version {CurrentVersion}" : $"versions {oldest} to {CurrentVersion}";
        return number >= oldest && number <= CurrentVersion
            ? number
            : throw new FormatException($"The checkpoint is of version {version.GetRawText()}; this version of the package reads {known}.");
    }

    public static FormatException Damaged(string why) => new($"The checkpoint is damaged: {why}. Go on from an older one.");

    public static void RequireChecksum(JsonElement root, string expected)
    {
        if (TextOf(root, "checksum") != expected)
        {
            throw Damaged("its checksum does not fit its content");
        }
    }

    /// <summary>A checksum of a text of several lines.</summary>
    public static string Checksum(IEnumerable<string?> lines) => Convert.ToHexString(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))).AsSpan(0, ChecksumLength / 2));

    public static string? TextOf(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static string? TextOf(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset? TimeOf(string? text, LogSource source)
    {
        if (text is null)
        {
            return null;
        }

        return DateTimeOffset.TryParseExact(
            text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw Damaged($"the time of {source} cannot be read");
    }
}
