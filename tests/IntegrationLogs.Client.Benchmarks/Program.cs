using System.Globalization;
using BenchmarkDotNet.Running;
using IntegrationLogs.Client;
using IntegrationLogs.Client.Benchmarks;
using IntegrationLogs.Client.Benchmarks.Server;

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
                args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 15,
                args.Length > 2 ? Enum.Parse<IntegrationVendor>(args[2]) : null);
        }

        return 0;
    case ["parsers", ..]:
        BenchmarkSwitcher.FromTypes([typeof(ParserBenchmarks)]).Run(["--filter", "*", .. args[1..]]);
        return 0;
    default:
        await Console.Error.WriteLineAsync("Usage: [compare [rounds [vendor]]] | parsers [BenchmarkDotNet options] | serve logs");
        return 2;
}
