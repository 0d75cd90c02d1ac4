using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Http;

public class RetryAfterHeaderTests
{
    private static readonly DateTimeOffset Now = new(1994, 11, 6, 8, 49, 7, TimeSpan.Zero);

    [Theory]
    [InlineData("1", 1_000)]
    [InlineData("120", 120_000)]
    [InlineData(" 120 ", 120_000)]
    [InlineData("1.5", 1_500)]
    [InlineData("0.0001", 1)]
    [InlineData("0.2501", 251)]
    public void Seconds_are_rounded_up_to_a_millisecond(string value, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Read(value));

    [Theory]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT")]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT")]
    [InlineData("Sun Nov  6 08:49:37 1994")]
    public void A_date_in_any_of_the_RFCs_formats_is_read(string value)
    {
        Assert.Equal(TimeSpan.FromSeconds(30), Read(value));
        Assert.Equal(TimeSpan.FromMilliseconds(29_500), Read(Now.AddMilliseconds(500), value));
        Assert.Equal(TimeSpan.FromMilliseconds(29_500), Read(Now.AddTicks(5_000_001), value));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("-0.5")]
    [InlineData("Sun, 06 Nov 1994 08:49:07 GMT")]
    [InlineData("Sun, 06 Nov 1994 08:49:06 GMT")]
    [InlineData("Mon, 01 Jan 0001 00:00:00 GMT")]
    public void A_moment_that_has_passed_asks_for_nothing(string value) => Assert.Null(Read(value));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("\u221e")]
    [InlineData("PT30S")]
    [InlineData("1994-11-06T08:49:37Z")]
    [InlineData("Sun, 06 Nov 1994")]
    [InlineData("Sun, 99 Nov 1994 08:49:37 GMT")]
    public void What_cannot_be_read_asks_for_nothing(string value) => Assert.Null(Read(value));

    [Theory]
    [InlineData("2073600")]
    [InlineData("2073601")]
    [InlineData("99999999999")]
    [InlineData("99999999999999999999")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public void A_huge_wait_is_cut_to_what_a_timer_takes(string value)
    {
        TimeSpan? wait = Read(value);

        Assert.Equal(TimeSpan.FromDays(24), wait);
        using var never = new CancellationTokenSource(wait!.Value);
    }

    [Theory]
    [InlineData("Sun, 06 Nov 1994 08:59:07 GMT")]
    [InlineData("Sun, 06 Nov 1994 08:39:07 GMT")]
    [InlineData("Sunday, 06-Nov-94 08:59:07 GMT")]
    [InlineData("Sun Nov  6 08:59:07 1994")]
    public void A_date_is_measured_against_the_answers_own(string date)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Date", date);
        DateTimeOffset sent = response.Headers.Date!.Value;
        response.Headers.RetryAfter = new System.Net.Http.Headers.RetryConditionHeaderValue(sent.AddSeconds(2));

        Assert.Equal(TimeSpan.FromSeconds(2), RetryAfterHeader.Read(response, Now));
        Assert.Equal(TimeSpan.FromSeconds(2), RetryAfterHeader.Read(response, Now.AddYears(30)));
    }

    [Theory]
    [InlineData("today")]
    [InlineData("")]
    [InlineData("0")]
    public void A_date_is_measured_against_the_clock_where_the_answer_has_none_that_can_be_read(string date)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Date", date);
        response.Headers.TryAddWithoutValidation("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT");

        Assert.Equal(TimeSpan.FromSeconds(30), RetryAfterHeader.Read(response, Now));
    }

    [Fact]
    public void Seconds_have_nothing_to_do_with_the_answers_date()
    {
        using var response = new HttpResponseMessage();
        response.Headers.Date = Now.AddDays(1);
        response.Headers.TryAddWithoutValidation("Retry-After", "5");

        Assert.Equal(TimeSpan.FromSeconds(5), RetryAfterHeader.Read(response, Now));
    }

    [Theory]
    [InlineData(10, "5", "10")]
    [InlineData(10, "10", "5")]
    [InlineData(30, "5", "Sun, 06 Nov 1994 08:49:37 GMT")]
    [InlineData(5, "soon", "5")]
    [InlineData(5, "5", "-5")]
    public void Of_several_fields_the_longest_counts(int seconds, params string[] values) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read(values));

    [Fact]
    public void Without_the_field_nothing_is_asked_for()
    {
        using var response = new HttpResponseMessage();

        Assert.Null(RetryAfterHeader.Read(response, Now));
    }

    [Fact]
    public void No_value_throws_and_none_asks_for_a_negative_wait() => Properties.ForSeeds(
        random => Assert.False(Read(random.Text("0123456789.-+eE,: SunNovGMT", 30)) <= TimeSpan.Zero), cases: 2000);

    private static TimeSpan? Read(params string[] values) => Read(Now, values);

    private static TimeSpan? Read(DateTimeOffset now, params string[] values)
    {
        using var response = new HttpResponseMessage();
        foreach (string value in values)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", value);
        }

        return RetryAfterHeader.Read(response, now);
    }
}
