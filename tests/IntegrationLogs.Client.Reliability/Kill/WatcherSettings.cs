using System.Globalization;

namespace IntegrationLogs.Client.Reliability.Kill;

/// <summary>What a watcher is told on its command line.</summary>
/// <param name="Server">Where both vendors are.</param>
/// <param name="Sources">What it watches.</param>
/// <param name="Since">From when on, where no checkpoint says more.</param>
/// <param name="Folder">Where it keeps its journal and its checkpoint.</param>
/// <param name="InOneWrite">Whether an entry and its checkpoint are one write, or first the one and then the other.</param>
/// <param name="HoldAt">In the middle of which delivery it waits for its end, counted from 1; 0 for none.</param>
internal sealed record WatcherSettings(
    Uri Server, IReadOnlyList<LogSource> Sources, DateTimeOffset Since, string Folder, bool InOneWrite, int HoldAt)
{
    public static WatcherSettings From(string[] arguments) => new(
        new Uri(arguments[0]),
        [.. arguments[1].Split(' ').Select(LogSource.Parse)],
        DateTimeOffset.Parse(arguments[2], CultureInfo.InvariantCulture),
        arguments[3],
        bool.Parse(arguments[4]),
        int.Parse(arguments[5], CultureInfo.InvariantCulture));

    public string[] ToArguments() =>
    [
        Server.AbsoluteUri,
        string.Join(' ', Sources),
        Since.ToString("O", CultureInfo.InvariantCulture),
        Folder,
        InOneWrite.ToString(),
        HoldAt.ToString(CultureInfo.InvariantCulture),
    ];
}
