using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Paging.Offset;

namespace IntegrationLogs.Client.Tests.Paging.Offset;

public class OffsetPositionTests
{
    [Fact]
    public void Pages_that_follow_each_other_move_it_to_the_end_of_the_last()
    {
        var position = new OffsetPosition(start: null);

        Pass(position, end: 3, "+1 +2 +3");
        Pass(position, end: 5, "3 +4 +5");

        Assert.Equal(5, position.Offset);
        Assert.Equal([1, 2, 3, 4, 5], position.ForToken().RecentRecords);
    }

    [Fact]
    public void One_record_moves_it()
    {
        var position = new OffsetPosition(start: null);

        Pass(position, end: 1, "+1");

        Assert.Equal((1, "1"), (position.Offset, position.ForToken().Place));
    }

    [Fact]
    public void Records_met_after_stepping_back_take_their_place_in_the_list_and_push_it_on()
    {
        var position = new OffsetPosition(start: null);
        Pass(position, end: 5, "+1 +2 +3 +4 +5");

        Pass(position, end: 4, "+8 1 +9 2");

        Assert.Equal(7, position.Offset);
        Assert.Equal([8, 1, 9, 2, 3, 4, 5], position.ForToken().RecentRecords);
    }

    [Fact]
    public void Records_behind_the_furthest_one_move_it_although_some_before_them_are_gone()
    {
        var position = new OffsetPosition(start: null);
        Pass(position, end: 5, "+1 +2 +3 +4 +5");

        Pass(position, end: 3, "2 5 +6");

        Assert.Equal(3, position.Offset);
        Assert.Equal([1, 2, 3, 4, 5, 6], position.ForToken().RecentRecords);
    }

    [Fact]
    public void A_furthest_record_that_is_gone_does_not_hold_it()
    {
        var position = new OffsetPosition(start: null);
        Pass(position, end: 3, "+1 +2 +3");

        Pass(position, end: 4, "2 +4 +5");
        Pass(position, end: 6, "5 +6 +7");

        Assert.Equal(7, position.Offset);
        Assert.Equal([1, 2, 4, 5, 6, 7, 3], position.ForToken().RecentRecords);
    }

    [Fact]
    public void Records_on_a_page_without_a_remembered_one_are_not_taken_for_the_furthest()
    {
        var position = new OffsetPosition(start: null);
        Pass(position, end: 3, "+1 +2 +3");

        Pass(position, end: 2, "+7 +8");

        Assert.Equal(3, position.Offset);
        Assert.Equal([1, 2, 3], position.ForToken().RecentRecords);
    }

    [Fact]
    public void The_last_ones_up_to_it_are_remembered()
    {
        var position = new OffsetPosition(start: null);

        Pass(position, end: 40, string.Join(' ', Enumerable.Range(1, 40).Select(i => $"+{i}")));

        Assert.Equal(Enumerable.Range(9, 32).Select(i => (ulong)i), position.ForToken().RecentRecords);
    }

    [Fact]
    public void Records_that_were_known_before_it_began_do_not_begin_it()
    {
        var position = new OffsetPosition(start: null);

        Pass(position, end: 2, "1 2");

        Assert.Equal(0, position.Offset);
        Assert.Empty(position.ForToken().RecentRecords);
    }

    [Fact]
    public void It_starts_where_a_position_says()
    {
        var position = new OffsetPosition(new WalkPosition("12", [4, 5]));

        Pass(position, end: 13, "5 +6");

        Assert.Equal("13", position.ForToken().Place);
        Assert.Equal([4, 5, 6], position.ForToken().RecentRecords);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData(" 1")]
    [InlineData("1.5")]
    [InlineData("1000000001")]
    [InlineData("99999999999999999999")]
    public void What_is_no_offset_is_refused_although_its_tokens_checksum_is_right(string place)
    {
        var error = Assert.Throws<ArgumentException>(() => new OffsetPosition(new WalkPosition(place, [])));

        Assert.Equal("This is no continuation token of IntegrationLogs.Client: it names no place in the list.", error.Message);
    }

    [Fact]
    public void The_largest_offset_is_one() => Assert.Equal(1_000_000_000, new OffsetPosition(new WalkPosition("1000000000", [])).Offset);

    /// <summary>Passes a page; a plus sign marks what was handed out just now.</summary>
    private static void Pass(OffsetPosition position, int end, string page)
    {
        string[] records = page.Split(' ');
        position.Pass(
            [.. records.Select(record => ulong.Parse(record, System.Globalization.CultureInfo.InvariantCulture))],
            [.. records.Select(record => record[0] == '+')],
            end);
    }
}
