using System.Globalization;
using IntegrationLogs.Client;
using QuickStart.CommandLine;
using QuickStart.Fakes;
using QuickStart.Measuring;
using QuickStart.Output;
using QuickStart.Streaming;
using Samples;

namespace QuickStart;

/// <summary>One run of the program: connect, stream, sum up.</summary>
internal sealed class Run(QuickStartOptions options)
{
    // The longest pages both vendors allow: the fewest requests.
    private static readonly PagingOptions Paging = new() { PageSize = 100 };

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp();
        IntegrationLogsClientOptions accounts = Accounts.FromEnvironment();
        await using FakeVendors? fakes = Accounts.HasAny(accounts) ? null : await FakeVendors.StartAsync(cancellationToken);
        IntegrationLogsClientOptions settings = fakes?.ClientOptions ?? accounts;
        using var traffic = new Traffic();
        await using var client = IntegrationLogsClient.Create(settings, traffic.Observe);
        IVendorReader[] readers = [.. VendorsToRead(settings).Select(vendor => ReaderOf(client, vendor))];
        var tally = new Tally(readers.Select(reader => reader.Vendor));
        TotalsCheck? check = fakes is null || options.Take is not null ? null : new TotalsCheck();
        try
        {
            await LiveProgress.ShowAsync(
                tally, traffic, options.Json, update => StreamAsync(readers, tally, check, update, cancellationToken));
        }
        finally
        {
            if (!options.Json && tally.Logs > 0 && !cancellationToken.IsCancellationRequested)
            {
                Summary.Write(tally, traffic, readers, TimeProvider.System.GetElapsedTime(start));
            }
        }

        return fakes is null ? ExitCode.Success : Conclude(fakes, check, readers);
    }

    private async Task StreamAsync(
        IVendorReader[] readers, Tally tally, TotalsCheck? check, Action update, CancellationToken cancellationToken)
    {
        using JsonLines? json = options.Json ? new JsonLines(StandardOutput.Open()) : null;
        await foreach (StreamedLog log in MergedLogs.ReadAsync(readers, cancellationToken))
        {
            tally.Add(log);
            check?.Add(log);
            json?.Write(log.Vendor, log.Write);
            update();
            if (tally.Logs == options.Take)
            {
                break;
            }
        }
    }

    /// <summary>Says where the logs came from and, when all were read, whether they are what the fake vendors held.</summary>
    private int Conclude(FakeVendors fakes, TotalsCheck? check, IVendorReader[] readers)
    {
        TextWriter output = options.Json ? Console.Error : Console.Out;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            These logs are made up: without credentials in the environment, fake vendors inside this program serve them.
            {fakes.Arrived:N0} more arrived while these were read.
            """));
        if (check is null)
        {
            return ExitCode.Success;
        }

        IEnumerable<IntegrationVendor> vendors = readers.Select(reader => reader.Vendor);
        (string line, bool holds) = check.Compare(fakes.HeldThroughout().Of(vendors, options.Integration));
        output.WriteLine(line);
        return holds ? ExitCode.Success : ExitCode.Failure;
    }

    private IEnumerable<IntegrationVendor> VendorsToRead(IntegrationLogsClientOptions settings)
    {
        if (options.Vendor is not IntegrationVendor wanted)
        {
            return Enum.GetValues<IntegrationVendor>().Where(vendor => Accounts.Has(settings, vendor));
        }

        return Accounts.Has(settings, wanted)
            ? [wanted]
            : throw new SettingsException($"There are no credentials for {VendorNames.Of(wanted)} in the environment.");
    }

    private IVendorReader ReaderOf(IntegrationLogsClient client, IntegrationVendor vendor) => vendor == IntegrationVendor.ElasticPath
        ? new ElasticPathReader(client.ElasticPath, options.Integration, Paging)
        : new SendcloudReader(
            client.Sendcloud,
            options.Integration is null ? null : long.Parse(options.Integration, CultureInfo.InvariantCulture),
            Paging);
}
