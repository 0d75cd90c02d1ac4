using System.Text.RegularExpressions;

namespace IntegrationLogs.Client.Tests.Samples;

/// <summary>What the watch sample prints of a failure.</summary>
internal static partial class WatchLine
{
    public static IEnumerable<string> FailuresOf(SampleResult result) =>
        result.OutputLines.Where(line => !line.StartsWith("Summary: ", StringComparison.Ordinal));

    public static string IdOf(string line) => Form().Match(line) is { Success: true } match
        ? match.Groups["id"].Value
        : throw new FormatException($"'{line}' is no failure.");

    /// <summary>Null where no job is named.</summary>
    public static string? JobOf(string line) => Form().Match(line).Groups["job"] is { Success: true } job ? job.Value : null;

    public static int Repeated(IReadOnlyCollection<string> lines) => lines.Count - lines.Select(IdOf).Distinct().Count();

    public static async Task<List<string>> ReadAsync(SampleProcess process, int count)
    {
        List<string> lines = [];
        while (lines.Count < count)
        {
            lines.Add(await ReadOneAsync(process));
        }

        return lines;
    }

    /// <summary>Reads until all of these logs have come.</summary>
    public static async Task<List<string>> ReadUntilAsync(SampleProcess process, IEnumerable<string> ids)
    {
        HashSet<string> missing = [.. ids];
        List<string> lines = [];
        while (missing.Count > 0)
        {
            lines.Add(await ReadOneAsync(process));
            missing.Remove(IdOf(lines[^1]));
        }

        return lines;
    }

    private static async Task<string> ReadOneAsync(SampleProcess process) =>
        await process.ReadLineAsync() ?? throw new EndOfStreamException($"It ended: {(await process.EndAsync()).Errors}");

    [GeneratedRegex(
        @"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ (ElasticPath (no answer|\d+), attempt \d+ of job (?<job>\S+)"
        + @"|Sendcloud (no answer|\d+), integration \d+): .* \(log (?<id>\S+)\)$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
