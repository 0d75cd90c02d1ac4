using IntegrationLogs.Client;
using Samples;

namespace Watch.CommandLine;

/// <summary>What the command line says, checked.</summary>
internal static class OptionParser
{
    public static WorkerOptions Parse(IReadOnlyList<string> args)
    {
        var options = new WorkerOptions();
        var arguments = new Arguments(args);
        while (arguments.TryNext(out string? name))
        {
            options = name switch
            {
                "--checkpoint" => options with { Checkpoint = Checkpoint(arguments.Value()) },
                "--interval" => options with { Interval = arguments.Seconds() },
                "--back" => options with { Back = arguments.Seconds() },
                "--for" => options with { For = arguments.Seconds() },
                "--entries" => options with { Entries = arguments.WholeNumber() },
                "--json" => options with { Json = arguments.Flag() },
                "--help" or "-h" => options with { Help = arguments.Flag() },
                _ when name.StartsWith('-') => throw arguments.Unknown(),
                _ => options with { Sources = [.. options.Sources, Source(name, options.Sources)] },
            };
        }

        return options;
    }

    private static LogSource Source(string name, IReadOnlyList<LogSource> before)
    {
        try
        {
            LogSource source = LogSource.Parse(name);
            return before.Contains(source) ? throw new UsageException($"{source} is there twice.") : source;
        }
        catch (FormatException error)
        {
            throw new UsageException(error.Message);
        }
    }

    private static string Checkpoint(string value) =>
        string.IsNullOrWhiteSpace(value) || Path.EndsInDirectorySeparator(value) || Directory.Exists(value)
            ? throw new UsageException($"--checkpoint must be a file, not '{value}'.")
            : value;
}
