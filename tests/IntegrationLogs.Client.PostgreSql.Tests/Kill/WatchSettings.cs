using System.Globalization;

namespace IntegrationLogs.Client.PostgreSql.Tests.Kill;

/// <summary>What a watch is told, on a command line where it is a program of its own.</summary>
/// <param name="Server">Where both vendors are.</param>
/// <param name="Sources">What it watches.</param>
/// <param name="Since">From when on, where no checkpoint says more.</param>
/// <param name="Connection">The database.</param>
/// <param name="Schema">The schema.</param>
internal sealed record WatchSettings(Uri Server, IReadOnlyList<LogSource> Sources, DateTimeOffset Since, string Connection, string Schema)
{
    public static WatchSettings From(string[] arguments) => new(
        new Uri(arguments[0]),
        [.. arguments[1].Split(' ').Select(LogSource.Parse)],
        DateTimeOffset.Parse(arguments[2], CultureInfo.InvariantCulture),
        arguments[3],
        arguments[4]);

    public string[] ToArguments() =>
        [Server.AbsoluteUri, string.Join(' ', Sources), Since.ToString("O", CultureInfo.InvariantCulture), Connection, Schema];
}
