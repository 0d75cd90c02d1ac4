using IntegrationLogs.Client.Paging.Offset;

namespace IntegrationLogs.Client.Tests.Paging.Offset;

public sealed class LostPlaceTests
{
    [Fact]
    public void A_few_records_are_looked_for_ahead_and_back_in_turn() =>
        AssertSearches("100+10 110+100 0+100 210+100 310+100 410");

    [Fact]
    public void Behind_the_lists_end_it_looks_back_only() => AssertSearches("250+10 260+0 150+100 50+100 0+100 none");

    [Fact]
    public void Before_the_lists_start_it_looks_ahead_only() => AssertSearches("15+10 25+10 0+15 35+10 45+10 55+0 none");

    [Fact]
    public void A_place_behind_the_list_is_left_in_steps_that_double() => AssertSearches("5000+0 4900+0 4700+0 4300+0 3500+100 3600");

    [Fact]
    public void Pages_that_are_shorter_than_was_asked_for_leave_no_gap() => AssertSearches("500+10 510+25 400+25 475+25 535+25 450");

    [Fact]
    public void At_the_lists_start_there_is_nothing_before_it() => AssertSearches("0+10 10+10 20+0 none");

    [Fact]
    public void After_twenty_pages_the_search_ends()
    {
        var place = new LostPlace(knowsAll: false);

        for (int page = 1; page < 20; page++)
        {
            Assert.Equal(page * 10, place.Next((page - 1) * 10, 10));
        }

        Assert.Null(place.Next(190, 10));
        Assert.Equal(20, place.Pages);
        Assert.True(place.IsSearch);
    }

    [Fact]
    public void Among_known_records_the_steps_go_back_and_double()
    {
        var place = new LostPlace(knowsAll: true);

        Assert.Equal(975, place.Next(1_000, 25));
        Assert.Equal(925, place.Next(975, 25));
        Assert.Equal(825, place.Next(925, 0));
        Assert.Equal(625, place.Next(825, 3));
        Assert.False(place.IsSearch);
    }

    [Fact]
    public void They_begin_with_ten_at_least_and_end_at_the_start()
    {
        var place = new LostPlace(knowsAll: true);

        Assert.Equal(15, place.Next(25, 3));
        Assert.Equal(0, place.Next(15, 3));
    }

    /// <summary>Each place is an offset and how long the page there is, without a known record.</summary>
    private static void AssertSearches(string places)
    {
        var place = new LostPlace(knowsAll: false);
        string[] steps = places.Split(' ');
        for (int i = 1; i < steps.Length; i++)
        {
            int[] page = [.. steps[i - 1].Split('+').Select(int.Parse)];
            string next = place.Next(page[0], page[1]) is int offset ? $"{offset}" : "none";
            Assert.Equal($"after {steps[i - 1]}: {steps[i].Split('+')[0]}", $"after {steps[i - 1]}: {next}");
        }
    }
}
