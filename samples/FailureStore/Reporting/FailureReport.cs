using System.Globalization;
using FailureStore.CommandLine;
using FailureStore.Storing;
using Spectre.Console;

namespace FailureStore.Reporting;

/// <summary>The failures of each integration by day, for people.</summary>
internal static class FailureReport
{
    private const int LongestBar = 60;

    /// <summary>What day, number and the space between them take.</summary>
    private const int WidthBesideBar = 28;

    public static void Write(FailureStoreOptions options)
    {
        using var database = FailureDatabase.OpenToRead(options.Database);
        IReadOnlyList<FailureCount> counts = database.Count();
        if (counts.Count == 0)
        {
            Console.WriteLine($"There are no failures in {PlainText.OneLine(options.Database)}.");
            return;
        }

        IAnsiConsole console = OutputConsole.Open();
        string[] days = [.. counts.Select(DayOf).Distinct().Order(StringComparer.Ordinal)];
        string[] shown = [.. days.TakeLast(options.Days)];
        IGrouping<string, FailureCount>[] integrations =
            [.. counts.GroupBy(NameOf).OrderByDescending(Total).ThenBy(integration => integration.Key, StringComparer.Ordinal)];
        int most = counts.Where(count => shown.Contains(DayOf(count))).Max(count => count.Failures);
        foreach (IGrouping<string, FailureCount> integration in integrations)
        {
            console.Write(new Text($"{integration.Key}: {Text(Total(integration))}\n"));
            console.Write(Days(console, shown, integration.ToLookup(DayOf, count => count.Failures), most));
        }

        string total = $"Total: {Text(Total(counts))} failures; integrations: {integrations.Length}, days: {days.Length}";
        console.Write(new Text(shown.Length < days.Length ? $"{total}, of them shown: {shown.Length}\n" : $"{total}\n"));
    }

    private static Table Days(IAnsiConsole console, string[] days, ILookup<string, int> failures, int most)
    {
        Table table = new Table { Border = TableBorder.Simple }.AddColumns("Day", "Failures", string.Empty);
        table.Columns[0].NoWrap();
        table.Columns[1].NoWrap().RightAligned();
        table.Columns[2].NoWrap();
        char block = console.Profile.Capabilities.Unicode ? '█' : '#';
        int longest = Math.Clamp(console.Profile.Width - WidthBesideBar, 1, LongestBar);
        foreach (string day in days)
        {
            int count = failures[day].Sum();
            int length = (int)Math.Ceiling((double)count * longest / most);
            table.AddRow(new Text(day), new Text(Text(count)), new Text(new string(block, length), new Style(Color.Red)));
        }

        return table;
    }

    private static int Total(IEnumerable<FailureCount> counts) => counts.Sum(count => count.Failures);

    private static string NameOf(FailureCount count) =>
        PlainText.OneLine($"{count.Vendor} {count.IntegrationId ?? "(no integration)"}");

    private static string DayOf(FailureCount count) => count.Day ?? "(no time)";

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
