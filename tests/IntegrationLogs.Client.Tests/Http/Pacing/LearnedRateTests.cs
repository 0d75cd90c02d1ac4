using IntegrationLogs.Client.Http.Pacing;

namespace IntegrationLogs.Client.Tests.Http.Pacing;

public sealed class LearnedRateTests
{
    private readonly LearnedRate _rate = new(100);
    private TimeSpan _now = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_refusal_halves_it()
    {
        Refuse();

        Assert.Equal(50, _rate.Current);
    }

    [Fact]
    public void Where_less_than_half_was_taken_in_the_last_second_it_falls_to_a_little_less_than_that()
    {
        Accept(40);

        Refuse();

        Assert.Equal(37.2, _rate.Current, 6);
    }

    [Fact]
    public void Answers_that_were_under_way_count_among_what_was_taken()
    {
        Accept(30);
        Refuse();
        Assert.Equal(27.9, _rate.Current, 6);

        for (int i = 0; i < 10; i++)
        {
            _rate.Accepted(_now, isCurrent: false, hasWaited: true);
        }

        Assert.Equal(37.2, _rate.Current, 6);
    }

    [Fact]
    public void Few_requests_say_nothing_about_what_the_vendor_takes()
    {
        Accept(3);

        Refuse();

        Assert.Equal(50, _rate.Current);
    }

    [Fact]
    public void A_refusal_with_nothing_accepted_since_the_last_one_says_nothing_about_the_rate()
    {
        Refuse();
        Refuse();
        Refuse();
        Assert.Equal(50, _rate.Current);
        Accept(1);
        Refuse();

        Assert.Equal(25, _rate.Current);
    }

    [Fact]
    public void Smooth_going_raises_it_to_the_configured_rate_and_no_further()
    {
        Refuse();
        List<double> rates = [_rate.Current];
        for (int second = 0; second < 120; second++)
        {
            _now += TimeSpan.FromSeconds(1);
            Accept(1);
            if (rates[^1] != _rate.Current)
            {
                rates.Add(_rate.Current);
            }
        }

        Assert.Equal(rates.Order(), rates);
        Assert.Equal(100, rates[^1]);
    }

    [Fact]
    public void Where_no_request_waits_for_it_it_is_not_raised()
    {
        Refuse();
        _now += TimeSpan.FromHours(1);

        Accept(100, hasWaited: false);

        Assert.Equal(50, _rate.Current);
    }

    [Fact]
    public void An_answer_to_what_was_sent_before_the_refusal_does_not_raise_it()
    {
        Refuse();
        _now += TimeSpan.FromHours(1);

        _rate.Accepted(_now, isCurrent: false, hasWaited: true);

        Assert.Equal(50, _rate.Current);
    }

    [Fact]
    public void A_rate_that_was_tried_in_vain_gives_way_to_the_proven_one_and_is_tried_more_and_more_rarely()
    {
        Accept(25);
        Refuse();
        double proven = _rate.Current;
        List<TimeSpan> refusals = [];
        TimeSpan end = _now + TimeSpan.FromMinutes(20);
        while (_now < end)
        {
            _now += TimeSpan.FromSeconds(1);
            if (_rate.Current > 25)
            {
                refusals.Add(_now);
                Refuse();
                Assert.Equal(proven, _rate.Current);
            }
            else
            {
                Accept(23);
            }
        }

        TimeSpan[] gaps = [.. refusals.Zip(refusals.Skip(1), (one, next) => next - one)];
        Assert.InRange(refusals.Count, 3, 8);
        Assert.Equal(gaps.Order(), gaps);
    }

    [Fact]
    public void A_proven_rate_that_is_refused_is_lowered_by_a_little_and_then_halved()
    {
        Refuse();
        _now += TimeSpan.FromSeconds(4);
        Accept(1);
        Assert.InRange(_rate.Current, 51, 99);
        Refuse();
        Assert.Equal(50, _rate.Current);
        Accept(1);

        Refuse();
        Assert.Equal(46.5, _rate.Current, 6);
        Accept(1);
        Refuse();

        Assert.Equal(23.25, _rate.Current, 6);
    }

    private void Accept(int count, bool hasWaited = true)
    {
        for (int i = 0; i < count; i++)
        {
            _rate.Accepted(_now, isCurrent: true, hasWaited);
        }
    }

    private void Refuse() => _rate.Refused(_now, _now);
}
