using System.IO.Compression;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Reliability.PositionMatrix;

/// <summary>A way for an answer to fail, and what the client owes its user then.</summary>
internal sealed record BodyFault(string Name, Type Error, bool IsRetried)
{
    /// <summary>Fewer bytes than the shortest page has.</summary>
    public const int StallsAfter = 8;

    public const int LongestAnswer = 64 * 1024;

    public static IReadOnlyList<BodyFault> All { get; } =
    [
        Broken("reset inside the body", Fault.ResetInsideBody(200)),
        Broken("reset at the body's start", Fault.ResetInsideBody(0)),
        Broken("reset before the headers", Fault.ResetBeforeHeaders()),
        Broken("truncated", Fault.Truncate(int.MaxValue)),
        Broken("stalled", Fault.Stall(StallsAfter)) with { Stalls = true },
        Broken("malformed chunk", null) with { Spoil = Spoils.MalformedChunk },
        Broken("dribble that ends in a stall", null) with { Spoil = Spoils.DribbleThenStall, Stalls = true },
        Broken("damaged compression", Fault.Bytes(DamagedGzip(), "gzip")),
        new("500", typeof(VendorApiException), IsRetried: true) { Fault = Fault.Status(500) },
        new("503", typeof(VendorApiException), IsRetried: true) { Fault = Fault.Status(503) },
        Unreadable("HTML", Fault.Answer("<html><body>Log in</body></html>", "text/html")),
        Unreadable("cut JSON", Fault.Answer("""{"data":[{"id":"1","type":""")) with { IsRetried = true },
        Unreadable("broken JSON", Fault.Answer("""{"data":"none"}""")),
        Unreadable("too long", Fault.Answer(new string(' ', LongestAnswer + 1))),
    ];

    /// <summary>What the vendor's own server plays; otherwise <see cref="Spoil"/> is played on the way.</summary>
    public Fault? Fault { get; private init; }

    public Spoil? Spoil { get; private init; }

    /// <summary>Whether it takes the attempt's time-out to end it.</summary>
    public bool Stalls { get; private init; }

    public override string ToString() => Name;

    private static BodyFault Broken(string name, Fault? fault) =>
        new(name, typeof(ApiConnectionException), IsRetried: true) { Fault = fault };

    private static BodyFault Unreadable(string name, Fault fault) =>
        new(name, typeof(ApiResponseFormatException), IsRetried: false) { Fault = fault };

    private static byte[] DamagedGzip()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write("""{"data":[]}"""u8);
        }

        byte[] bytes = compressed.ToArray();
        bytes[^8] ^= 0xFF;
        return bytes;
    }
}
