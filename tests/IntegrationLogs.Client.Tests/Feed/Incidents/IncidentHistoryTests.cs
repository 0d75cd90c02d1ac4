using System.Globalization;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed.Incidents;

/// <summary>The README's table of histories, each played with a poll a minute.</summary>
public sealed class IncidentHistoryTests
{
    public static TheoryData<int, bool, bool> Rows()
    {
        var rows = new TheoryData<int, bool, bool>();
        for (int row = 0; row < ReadmeDocument.Table("incidents").Count; row++)
        {
            rows.Add(row, false, true);
            rows.Add(row, true, true);
            rows.Add(row, false, false);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task What_is_told_is_what_the_readme_says(int row, bool failuresOnly, bool restarts)
    {
        string[] cells = ReadmeDocument.Table("incidents")[row];
        string[] steps = cells[2].Split(';', StringSplitOptions.TrimEntries);
        int until = int.Parse(steps[^1].Split(' ')[0], CultureInfo.InvariantCulture);
        var history = new IncidentHistory(Enum.Parse<IntegrationVendor>(cells[0]), OptionsOf(cells[1]), failuresOnly) { Restarts = restarts };

        await history.PlayAsync(string.Join("; ", steps[..^1]), until);

        Assert.Equal(cells[3] == "nothing" ? string.Empty : cells[3], history.Told);
    }

    private static IncidentOptions OptionsOf(string text)
    {
        string[] words = text.Split(' ');
        TimeSpan Minutes() => TimeSpan.FromMinutes(int.Parse(words[1], CultureInfo.InvariantCulture));
        var options = new IncidentOptions();
        return words[0] switch
        {
            "" => options,
            nameof(options.MinFailures) => options with { MinFailures = int.Parse(words[1], CultureInfo.InvariantCulture) },
            nameof(options.ResolveAfter) => options with { ResolveAfter = Minutes() },
            nameof(options.UpdateEvery) => options with { UpdateEvery = words[1] == "never" ? null : Minutes() },
            nameof(options.QuietFor) => options with { QuietFor = Minutes() },
            nameof(options.NoLogsFor) => options with { NoLogsFor = Minutes() },
            _ => throw new ArgumentException(text, nameof(text)),
        };
    }
}
