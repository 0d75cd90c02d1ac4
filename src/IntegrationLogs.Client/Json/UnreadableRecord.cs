using System.Globalization;
using System.Text.Json;

namespace IntegrationLogs.Client;

/// <summary>
/// What a vendor sent in place of a record that can be read: its page comes all the same, with a record whose
/// <see cref="ElasticPathLog.Unreadable"/> is this.
/// </summary>
/// <param name="Reason">Why it cannot be read, in words, with nothing of its content.</param>
/// <param name="Bytes">What the vendor sent. It may hold secrets, and it need be neither JSON nor UTF-8.</param>
public sealed record UnreadableRecord(string Reason, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Whether both have the same reason and the same bytes.</summary>
    public bool Equals(UnreadableRecord? other) =>
        other is not null && Reason == other.Reason && Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Reason, Bytes.Length);

    /// <summary>The reason and the size, never the content.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"unreadable record of {Bytes.Length} bytes: {Reason}");

    internal static UnreadableRecord Of(ReadOnlySpan<byte> json, int depth, JsonException error) => new(
        depth > Json.ObjectReader.MaxDepth
            ? string.Create(CultureInfo.InvariantCulture, $"It is nested {depth} levels deep, more than {Json.ObjectReader.MaxDepth}.")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"It is not JSON at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}."),
        json.ToArray());
}
