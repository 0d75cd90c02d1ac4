using System.Text.Encodings.Web;
using System.Text.Json;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Benchmarks.Server;

/// <summary>A vendor's logs as JSON, rendered once, one after the other in one buffer: a page is a slice of it.</summary>
internal sealed class RenderedLogs
{
    /// <summary>As vendors write JSON: a plus or an ampersand as it is.</summary>
    private static readonly JsonSerializerOptions Wire = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = IntegrationLogsJsonContext.Default,
    };

    private readonly byte[] _json;
    private readonly int[] _starts;

    private RenderedLogs(IEnumerable<byte[]> logs)
    {
        using var json = new MemoryStream();
        var starts = new List<int>();
        foreach (byte[] log in logs)
        {
            starts.Add((int)json.Length);
            json.Write(log);
            json.WriteByte((byte)',');
        }

        starts.Add((int)json.Length);
        _json = json.ToArray();
        _starts = [.. starts];
    }

    public int Count => _starts.Length - 1;

    public static RenderedLogs ElasticPath(int count) => new(
        SampleLogs.ElasticPath(seed: 1, count)
            .Select(log => JsonSerializer.SerializeToUtf8Bytes(log, Wire)));

    public static RenderedLogs Sendcloud(int count) => new(
        SampleLogs.Sendcloud(seed: 1, count)
            .Select(log => JsonSerializer.SerializeToUtf8Bytes(log, Wire)));

    /// <summary>The logs from an offset on, separated by commas.</summary>
    public ReadOnlyMemory<byte> Slice(int offset, int length) => length == 0
        ? default
        : _json.AsMemory(_starts[offset].._starts[offset + length])[..^1];
}
