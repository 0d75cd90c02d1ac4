using System.Globalization;
using IntegrationLogs.Client;
using QuickStart.Measuring;
using QuickStart.Streaming;
using Samples;
using Spectre.Console;

namespace QuickStart.Output;

/// <summary>One vendor's part of the summary.</summary>
internal static class VendorSummary
{
    private const int LongestDetail = 60;
    private const int BarWidth = 80;

    public static void Write(IAnsiConsole console, VendorTally tally, IReadOnlyDictionary<string, string> names)
    {
        console.Write(new Rule($"{VendorNames.Of(tally.Vendor)}: {Text(tally.Logs)} logs, {Text(tally.Failed)} failed").LeftJustified());
        if (tally.Logs == 0)
        {
            return;
        }

        console.Write(Integrations(tally, names));
        console.Write(Outcomes(tally));
        console.WriteLine();
        console.Write(LatestFailures(tally, names));
        console.WriteLine();
    }

    private static Table Integrations(VendorTally tally, IReadOnlyDictionary<string, string> names)
    {
        Table table = NewTable("Integration", "Id", "Logs", "Failed");
        table.Columns[2].RightAligned();
        table.Columns[3].RightAligned();
        foreach ((string id, (int logs, int failed)) in tally.Integrations.OrderByDescending(entry => entry.Value.Logs))
        {
            table.AddRow(new Text(NameOf(id, names)), new Text(PlainText.OneLine(id)), new Text(Text(logs)), new Text(Text(failed)));
        }

        return table;
    }

    private static BarChart Outcomes(VendorTally tally)
    {
        BarChart chart = new BarChart { Width = BarWidth }
            .Label(tally.Vendor == IntegrationVendor.ElasticPath ? "Logs by status code" : "Logs by exception type")
            .LeftAlignLabel();
        foreach ((string outcome, int logs) in tally.Outcomes.OrderByDescending(entry => entry.Value))
        {
            chart.AddItem(Markup.Escape(PlainText.OneLine(outcome)), logs, IsSuccess(outcome) ? Color.Green : Color.Red);
        }

        return chart;
    }

    private static Table LatestFailures(VendorTally tally, IReadOnlyDictionary<string, string> names)
    {
        Table table = NewTable("Latest failures", "Integration", "Outcome", "Detail");
        foreach (StreamedLog log in tally.LatestFailures)
        {
            table.AddRow(
                new Text(log.CreatedAt?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "?"),
                new Text(NameOf(log.IntegrationId ?? string.Empty, names)),
                new Text(PlainText.OneLine(log.Outcome)),
                new Text(PlainText.OneLine(log.Detail, LongestDetail)));
        }

        return table;
    }

    private static Table NewTable(params string[] columns) => new Table { Border = TableBorder.Simple }.AddColumns(columns);

    private static string NameOf(string id, IReadOnlyDictionary<string, string> names) =>
        PlainText.OneLine(names.GetValueOrDefault(id, id.Length == 0 ? "(none)" : "(unknown)"));

    private static bool IsSuccess(string outcome) => outcome is ['2', _, _];

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
