using System.Globalization;
using BenchmarkDotNet.Running;
using IntegrationLogs.Client;
using IntegrationLogs.Client.Benchmarks;
using IntegrationLogs.Client.Benchmarks.Growth;
using IntegrationLogs.Client.Benchmarks.Measuring;
using IntegrationLogs.Client.Benchmarks.Pacing;
using IntegrationLogs.Client.Benchmarks.Server;
using IntegrationLogs.Client.Benchmarks.Storing;
using IntegrationLogs.Client.Benchmarks.Watching;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["serve", string logs]:
        await PageServer.ServeAsync(int.Parse(logs, CultureInfo.InvariantCulture));
        return 0;
    case [] or ["compare", ..]:
        using (ServerProcess server = ServerProcess.Start(logs: 20_000))
        {
            await new Comparison(server, Console.Out).RunAsync(
                args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 45,
                args.Length > 2 ? Enum.Parse<IntegrationVendor>(args[2]) : null);
        }

        return 0;
    case ["parsers", ..]:
        BenchmarkSwitcher.FromTypes([typeof(ParserBenchmarks)]).Run(["--filter", "*", .. args[1..]]);
        return 0;
    case ["short"]:
        using (ServerProcess server = ServerProcess.Start(HeapLimit.Logs))
        {
            return await new ShortForm(server, Console.Out).RunAsync() ? 0 : 1;
        }

    case ["watch", ..]:
        var figures = new Figures(Console.Out);
        await WatchContest.RunAsync(figures, args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 200);
        return figures.AreAllMet ? 0 : 1;
    case ["bursts"]:
        var bursts = new Figures(Console.Out);
        await BurstContest.RunAsync(bursts);
        return bursts.AreAllMet ? 0 : 1;
    case ["growth"]:
        var growth = new Figures(Console.Out);
        GrowthContest.Run(growth);
        return growth.AreAllMet ? 0 : 1;
    case ["pace", ..]:
        var rates = new Figures(Console.Out);
        await PaceContest.RunAsync(rates, args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 9_000);
        return rates.AreAllMet ? 0 : 1;
    case ["postgres", ..]:
        var stored = new Figures(Console.Out);
        await PostgresContest.RunAsync(stored, args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000);
        return stored.AreAllMet ? 0 : 1;
    case ["serve-watched", string integrations, string logsEach]:
        await WatchedVendors.ServeAsync(
            int.Parse(integrations, CultureInfo.InvariantCulture), int.Parse(logsEach, CultureInfo.InvariantCulture));
        return 0;
    case ["serve-burst", string shops, string logsOfShop]:
        await BurstVendor.ServeAsync(int.Parse(shops, CultureInfo.InvariantCulture), int.Parse(logsOfShop, CultureInfo.InvariantCulture));
        return 0;
    case ["burst", string burstAddress, string ids, string entries, string pageSize, string maxPages, string checkpointEvery]:
        await BurstRun.WriteAsync(
            new Uri(burstAddress),
            [.. ids.Split(',').Select(id => long.Parse(id, CultureInfo.InvariantCulture))],
            int.Parse(entries, CultureInfo.InvariantCulture),
            int.Parse(pageSize, CultureInfo.InvariantCulture),
            int.Parse(maxPages, CultureInfo.InvariantCulture),
            int.Parse(checkpointEvery, CultureInfo.InvariantCulture));
        return 0;
    case ["drain", string address, string vendor, ..]:
        int? readAhead = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : null;
        return await HeapLimit.DrainAsync(new Uri(address), Enum.Parse<IntegrationVendor>(vendor), readAhead) ? 0 : 1;
    default:
        await Console.Error.WriteLineAsync(
            "Usage: [compare [rounds [vendor]]] | parsers [BenchmarkDotNet options] | watch [polls] | bursts | growth | pace [logs] | postgres [entries] | short | serve logs "
            + "| serve-watched integrations logs | serve-burst shops logs | burst address shops entries page-size max-pages checkpoint-every | drain address vendor [read-ahead]");
        return 2;
}
