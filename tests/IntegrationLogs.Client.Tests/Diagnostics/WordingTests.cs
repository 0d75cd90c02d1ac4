using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Tests.Diagnostics;

public sealed class WordingTests
{
    [Theory]
    [InlineData(0, "0 sources")]
    [InlineData(1, "1 source")]
    [InlineData(2, "2 sources")]
    [InlineData(1_200, "1,200 sources")]
    public void One_is_singular_and_thousands_are_separated(int count, string text) =>
        Assert.Equal(text, Wording.Count(count, "source"));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.0004, "0 s")]
    [InlineData(0.5, "0.5 s")]
    [InlineData(1.23456, "1.235 s")]
    [InlineData(59.9994, "59.999 s")]
    [InlineData(60, "1 min")]
    [InlineData(150, "2 min 30 s")]
    [InlineData(3_599.9980309, "1 h")]
    [InlineData(3_605, "1 h 5 s")]
    [InlineData(90_060, "25 h 1 min")]
    public void Durations_have_the_units_a_person_would_use(double seconds, string text) =>
        Assert.Equal(text, Wording.Duration(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Seconds_have_no_ticks() => Assert.Equal(3_599.998, Wording.Seconds(TimeSpan.FromTicks(35_999_980_309)));
}
