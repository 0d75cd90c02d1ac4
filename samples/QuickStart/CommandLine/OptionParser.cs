using System.Globalization;
using IntegrationLogs.Client;

namespace QuickStart.CommandLine;

/// <summary>Reads <c>--name value</c> and <c>--name=value</c>.</summary>
internal static class OptionParser
{
    public static QuickStartOptions Parse(IReadOnlyList<string> args)
    {
        var options = new QuickStartOptions();
        var remaining = new Queue<string>(args);
        while (remaining.TryDequeue(out string? argument))
        {
            (string name, string? value) = Split(argument);
            options = name switch
            {
                "--vendor" => options with { Vendor = Vendor(Value(name, value, remaining)) },
                "--integration" => options with { Integration = Integration(Value(name, value, remaining)) },
                "--take" => options with { Take = Take(Value(name, value, remaining)) },
                "--json" => options with { Json = Flag(name, value) },
                "--help" or "-h" => options with { Help = Flag(name, value) },
                _ => throw new UsageException($"There is no option '{argument}'."),
            };
        }

        return options.Help ? options : WithVendorOfIntegration(options);
    }

    private static (string Name, string? Value) Split(string argument)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }

    private static string Value(string name, string? inline, Queue<string> remaining)
    {
        if (inline is not null)
        {
            return inline;
        }

        return remaining.TryPeek(out string? next) && !next.StartsWith("--", StringComparison.Ordinal)
            ? remaining.Dequeue()
            : throw new UsageException($"{name} needs a value.");
    }

    private static bool Flag(string name, string? value) =>
        value is null ? true : throw new UsageException($"{name} takes no value.");

    private static IntegrationVendor Vendor(string value) => value.ToUpperInvariant() switch
    {
        "ELASTICPATH" => IntegrationVendor.ElasticPath,
        "SENDCLOUD" => IntegrationVendor.Sendcloud,
        _ => throw new UsageException($"--vendor must be {VendorNames.ElasticPath} or {VendorNames.Sendcloud}, not '{value}'."),
    };

    private static string Integration(string value) => value.Trim() is { Length: > 0 } id and not ("." or "..")
        ? id
        : throw new UsageException($"--integration must be an integration's id, not '{value}'.");

    private static int Take(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int take) && take > 0
            ? take
            : throw new UsageException($"--take must be a whole number from 1, not '{value}'.");

    /// <summary>An integration belongs to one vendor: Sendcloud's ids are numbers, Elastic Path's are UUIDs.</summary>
    private static QuickStartOptions WithVendorOfIntegration(QuickStartOptions options)
    {
        if (options.Integration is not string id)
        {
            return options;
        }

        bool isNumber = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0;
        if (options.Vendor == IntegrationVendor.Sendcloud && !isNumber)
        {
            throw new UsageException($"--integration must be a whole number from 1 for {VendorNames.Sendcloud}, not '{id}'.");
        }

        return options with
        {
            Vendor = options.Vendor ?? (isNumber ? IntegrationVendor.Sendcloud : IntegrationVendor.ElasticPath),
        };
    }
}
