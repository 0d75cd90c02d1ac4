using System.Globalization;
using QuickStart.Measuring;
using QuickStart.Streaming;
using Spectre.Console;

namespace QuickStart.Output;

/// <summary>What was read and what it cost, for people.</summary>
internal static class Summary
{
    public static void Write(Tally tally, Traffic traffic, IReadOnlyList<IVendorReader> readers, TimeSpan elapsed)
    {
        IAnsiConsole console = OutputConsole.Open();
        foreach ((VendorTally vendor, IVendorReader reader) in tally.Vendors.Zip(readers))
        {
            VendorSummary.Write(console, vendor, reader.Names);
        }

        string reasons = string.Join(", ", traffic.RetriesByReason
            .OrderBy(reason => reason.Key, StringComparer.Ordinal)
            .Select(reason => reason.Value == 1 ? reason.Key : $"{reason.Value} × {reason.Key}"));
        console.Write(new Rule());
        console.Write(new Text(string.Create(CultureInfo.InvariantCulture, $"""
            Requests made     {traffic.Requests:N0}, of them {traffic.Tokens:N0} for tokens
            Retries survived  {traffic.Retries:N0}{(reasons.Length == 0 ? null : $" ({reasons})")}
            Time taken        {elapsed.TotalSeconds:0.0} s

            """)));
    }
}
