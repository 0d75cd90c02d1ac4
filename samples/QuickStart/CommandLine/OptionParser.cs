using System.Globalization;
using IntegrationLogs.Client;
using Samples;

namespace QuickStart.CommandLine;

/// <summary>What the command line says, checked.</summary>
internal static class OptionParser
{
    public static QuickStartOptions Parse(IReadOnlyList<string> args)
    {
        var options = new QuickStartOptions();
        var arguments = new Arguments(args);
        while (arguments.TryNext(out string? name))
        {
            options = name switch
            {
                "--vendor" => options with { Vendor = Vendor(arguments.Value()) },
                "--integration" => options with { Integration = Integration(arguments.Value()) },
                "--take" => options with { Take = arguments.WholeNumber() },
                "--json" => options with { Json = arguments.Flag() },
                "--help" or "-h" => options with { Help = arguments.Flag() },
                _ => throw arguments.Unknown(),
            };
        }

        return options.Help ? options : WithVendorOfIntegration(options);
    }

    private static IntegrationVendor Vendor(string value) => value.ToUpperInvariant() switch
    {
        "ELASTICPATH" => IntegrationVendor.ElasticPath,
        "SENDCLOUD" => IntegrationVendor.Sendcloud,
        _ => throw new UsageException($"--vendor must be {VendorNames.ElasticPath} or {VendorNames.Sendcloud}, not '{value}'."),
    };

    private static string Integration(string value) => value.Trim() is { Length: > 0 } id and not ("." or "..")
        ? id
        : throw new UsageException($"--integration must be an integration's id, not '{value}'.");

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
