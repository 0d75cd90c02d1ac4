using System.Globalization;
using QuickStart.Measuring;
using Samples;
using Spectre.Console;

namespace QuickStart.Output;

/// <summary>Shows on standard error how far the reading is: a line that changes on a terminal, a plain line now and then elsewhere.</summary>
internal static class LiveProgress
{
    private const int LogsBetweenUpdates = 20;
    private const int LogsBetweenPlainLines = 2_500;

    /// <summary>Runs <paramref name="read"/>, which calls what it is given after each log.</summary>
    public static async Task ShowAsync(Tally tally, Traffic traffic, bool json, Func<Action, Task> read)
    {
        if (Console.IsErrorRedirected || (json && !Console.IsOutputRedirected))
        {
            await read(json ? static () => { } : () => WritePlain(tally));
            return;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Status().StartAsync("Connecting…", status => read(() =>
        {
            if (tally.Logs % LogsBetweenUpdates == 0)
            {
                status.Status(Describe(tally, traffic));
            }
        }));
    }

    private static string Describe(Tally tally, Traffic traffic) =>
        string.Join(" · ", tally.Vendors.Select(vendor => $"{VendorNames.Of(vendor.Vendor)} {Text(vendor.Logs)} logs"))
        + $" · requests {Text(traffic.Requests)} · retries {Text(traffic.Retries)}";

    private static void WritePlain(Tally tally)
    {
        if (tally.Logs % LogsBetweenPlainLines == 0)
        {
            Console.Error.WriteLine($"{Text(tally.Logs)} logs");
        }
    }

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
