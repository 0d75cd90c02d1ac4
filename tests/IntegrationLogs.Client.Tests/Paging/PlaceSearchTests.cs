using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.Tests.Paging;

public sealed class PlaceSearchTests
{
    [Fact]
    public void It_looks_ahead_and_back_in_turn() => AssertGoes(new PlaceSearch(100), "100+10 110+10 90+10 120+10 80+10 130+10 70");

    [Fact]
    public void Behind_the_lists_end_it_looks_back_only() => AssertGoes(new PlaceSearch(40), "40+10 50+10 30+10 60+0 20+10 10+10 0+10 none");

    [Fact]
    public void Before_the_lists_start_it_looks_ahead_only() => AssertGoes(new PlaceSearch(15), "15+10 25+10 5+10 35+10 0+10 45+10 55+10 65+0 none");

    [Fact]
    public void Empty_pages_on_the_way_back_neither_turn_it_round_nor_shorten_its_steps() =>
        AssertGoes(new PlaceSearch(40), "40+10 50+0 30+0 20+0 10+0 0+0 none");

    [Fact]
    public void At_the_lists_start_there_is_nothing_before_it() => AssertGoes(new PlaceSearch(0), "0+10 10+10 20+0 none");

    [Fact]
    public void After_a_thousand_requests_it_ends()
    {
        var search = new PlaceSearch(0);

        for (int request = 0; request < 1_000; request++)
        {
            Assert.Equal((request + 1) * 10, search.Next(request * 10, 10));
        }

        Assert.Null(search.Next(10_000, 10));
    }

    /// <summary>Each place is an offset and how long the page there is, without a known record.</summary>
    private static void AssertGoes(PlaceSearch search, string places)
    {
        string[] steps = places.Split(' ');
        for (int i = 1; i < steps.Length; i++)
        {
            int[] page = [.. steps[i - 1].Split('+').Select(int.Parse)];
            string next = search.Next(page[0], page[1]) is int offset ? $"{offset}" : "none";
            Assert.Equal($"after {steps[i - 1]}: {steps[i].Split('+')[0]}", $"after {steps[i - 1]}: {next}");
        }
    }
}
