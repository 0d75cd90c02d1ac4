namespace IntegrationLogs.Client.Http.Pacing;

/// <summary>
/// The rate that an account's requests are sent at. It starts at the configured one. A refusal halves it, or lowers it to what the vendor
/// took in the last second where that is less. A rate that goes well for a while is proven, and a higher one is tried; when that is refused,
/// the proven one comes back for a longer while. A proven rate that is refused is lowered by a little.
/// </summary>
internal sealed class LearnedRate
{
    /// <summary>Vendors count in windows of their own; a little less than they took is safe in all of them.</summary>
    private const double Margin = 0.93;
    private const double Raise = 1.25;
    private const double WorthTrying = 1.04;

    private static readonly TimeSpan Trial = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    private readonly double _full;
    private readonly AcceptedRequests _accepted = new();
    private double _proven;
    private double? _refused;
    private bool _rests;
    private TimeSpan _rest = ShortestRest;
    private TimeSpan _smoothSince;
    private bool _hasAccepted = true;

    /// <summary>The rate before the last refusal, and what was accepted in the second before it, answers that came later included.</summary>
    private (double Rate, double Accepted)? _before;

    /// <param name="full">The configured rate, in requests a second.</param>
    public LearnedRate(double full) => Current = _full = full;

    /// <summary>The rate now, in requests a second.</summary>
    public double Current { get; private set; }

    /// <summary>
    /// A request was refused. When nothing was accepted since the last refusal, the pause in between was too short, and not the rate too
    /// high.
    /// </summary>
    /// <param name="now">When the answer came.</param>
    /// <param name="resume">When requests are sent again.</param>
    public void Refused(TimeSpan now, TimeSpan resume)
    {
        _smoothSince = resume;
        if (!_hasAccepted)
        {
            return;
        }

        _hasAccepted = false;
        if (_proven > 0 && _proven < Current)
        {
            _refused = Current;
            Current = _proven;
            _rests = true;
            _rest = TimeSpan.FromTicks(Math.Min(_rest.Ticks * 2, LongestRest.Ticks));
            _before = null;
            return;
        }

        if (_proven > 0)
        {
            // It went well for a while: less by a little will do.
            _refused = Current;
            Current = _proven * Margin;
            _proven = 0;
            _rests = false;
            _before = null;
            return;
        }

        Fall(Current, _accepted.PerSecond(now));
        _rests = false;
        _rest = ShortestRest;
    }

    /// <summary>A request was accepted.</summary>
    /// <param name="now">When the answer came.</param>
    /// <param name="isCurrent">Whether it was sent since the last refusal.</param>
    /// <param name="hasWaited">Whether the rate held it back: where none is, a higher rate serves nobody.</param>
    public void Accepted(TimeSpan now, bool isCurrent, bool hasWaited)
    {
        _accepted.Add(now);
        if (!isCurrent)
        {
            if (_before is (double rate, double accepted))
            {
                Fall(rate, accepted + 1);
            }

            return;
        }

        _before = null;
        _hasAccepted = true;
        if (hasWaited && Current < _full && now - _smoothSince >= (_rests ? _rest : Trial))
        {
            Advance(now);
        }
    }

    private void Fall(double rate, double accepted)
    {
        // Much less than the rate was sent for want of requests, and says nothing about what the vendor takes.
        bool isTelling = accepted >= rate / 8;
        Current = isTelling ? Math.Min(rate / 2, accepted * Margin) : rate / 2;
        _refused = isTelling ? Math.Min(rate, accepted) : rate;
        _before = (rate, accepted);
    }

    private void Advance(TimeSpan now)
    {
        _proven = Current;
        double next = Current * Raise;
        if (!_rests && _refused is double refused)
        {
            next = (Current + refused) / 2;
            if (next < Current * WorthTrying)
            {
                _rests = true;
                return;
            }
        }

        if (_rests)
        {
            // What was refused long ago may be borne by now.
            _refused = null;
            _rests = false;
        }

        _smoothSince = now;
        Current = Math.Min(next, _full);
        if (Current == _full)
        {
            _refused = null;
            _rest = ShortestRest;
        }
    }
}
