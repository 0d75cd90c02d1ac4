using System.Globalization;
using IntegrationLogs.Client;

namespace FailureStore.CommandLine;

/// <summary>Reads <c>--name value</c> and <c>--name=value</c>.</summary>
internal static class OptionParser
{
    private static readonly string[] OfReport = ["--report", "--database", "--days"];

    public static FailureStoreOptions Parse(IReadOnlyList<string> args)
    {
        var options = new FailureStoreOptions();
        var given = new List<string>();
        var arguments = new Arguments(args);
        while (arguments.TryNext(out string? name))
        {
            given.Add(name);
            options = name switch
            {
                "--database" => options with { Database = NotBlank(name, arguments.Value()) },
                "--source" => options with { Sources = [.. options.Sources, Source(arguments.Value())] },
                "--since" => options with { Since = Since(arguments.Value()) },
                "--interval" => options with { Interval = arguments.Seconds() },
                "--until-quiet" => options with { UntilQuiet = arguments.Flag() },
                "--report" => options with { Report = arguments.Flag() },
                "--days" => options with { Days = arguments.WholeNumber() },
                "--help" or "-h" => options with { Help = arguments.Flag() },
                _ => throw arguments.Unknown(),
            };
        }

        return options.Help ? options : Agreeing(options, given);
    }

    private static FailureStoreOptions Agreeing(FailureStoreOptions options, List<string> given)
    {
        string? astray = options.Report
            ? given.Find(name => !OfReport.Contains(name))
            : given.Find(name => name == "--days");
        return astray is null
            ? options
            : throw new UsageException(options.Report ? $"{astray} does not go with --report." : $"{astray} goes with --report only.");
    }

    private static string NotBlank(string name, string value) =>
        string.IsNullOrWhiteSpace(value) ? throw new UsageException($"{name} needs a value.") : value;

    private static LogSource Source(string value) => LogSource.TryParse(value, out LogSource? source)
        ? source
        : throw new UsageException($"--source must be a list of logs, such as ElasticPath or Sendcloud/123, not '{value}'.");

    private static DateTimeOffset Since(string value) => value switch
    {
        "beginning" => DateTimeOffset.MinValue,
        "now" => DateTimeOffset.UtcNow,
        _ => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw new UsageException($"--since must be beginning, now, or a time such as 2026-11-21T08:00Z, not '{value}'."),
    };
}
