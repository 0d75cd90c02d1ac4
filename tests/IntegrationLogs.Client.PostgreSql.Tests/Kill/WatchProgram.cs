using Microsoft.Extensions.Hosting;

namespace IntegrationLogs.Client.PostgreSql.Tests.Kill;

/// <summary>
/// The program that is killed: a host whose watch stores its entries, and says on standard output when it does. It is this assembly once
/// more, so there is nothing else to build or to find.
/// </summary>
internal static class WatchProgram
{
    public const string Started = "started";

    public static async Task<int> Main(string[] arguments)
    {
        EndWithTheTests();
        using IHost host = WatchHost.Build(WatchSettings.From(arguments), store => new SayingStore(store, Console.WriteLine));
        await host.StartAsync();
        Console.WriteLine(Started);

        // Another that has stored since ends the watch, and the host with it.
        await host.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Only the tests hold the input open: it ends when they do, however they end.</summary>
    private static void EndWithTheTests() => new Thread(() =>
    {
        Console.In.ReadToEnd();
        Environment.Exit(1);
    })
    {
        IsBackground = true,
    }.Start();
}
