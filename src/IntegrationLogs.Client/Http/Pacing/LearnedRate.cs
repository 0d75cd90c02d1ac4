namespace IntegrationLogs.Client.Http.Pacing;

/// <summary>
/// The rate that an account's requests are sent at. It starts at the configured one. A refusal halves it, or lowers it to what the vendor
/// took in the last second where that is less. A rate that goes well for a while is proven, and a higher one is tried; when that is refused,
/// the proven one comes back for a longer while.
/// </summary>
internal sealed class LearnedRate
{
    /// <summary>Vendors count in windows of their own; a little less than they took is safe in all of them.</summary>
    private const double Margin = 0.95;
    private const double Raise = 1.25;
    private const double WorthTrying = 1.04;

    private static readonly TimeSpan Trial = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    private readonly double _full;
    private readonly AcceptedRequests _accepted = new();
    private double _proven;
    private double? _refused;
    private bool _rests;
    private TimeSpan _rest = ShortestRest;
    private TimeSpan _smoothSince;
    private bool _hasAccepted = true;

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
            return;
        }

        double before = Current;
        double accepted = _accepted.PerSecond(now);

        // Much less than that was sent for want of requests, and says nothing about what the vendor takes.
        bool isTelling = accepted >= before / 8;
        Current = isTelling ? Math.Min(before / 2, accepted * Margin) : before / 2;
        _refused = isTelling ? Math.Min(before, accepted) : before;
        _proven = 0;
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
            return;
        }

        _hasAccepted = true;
        if (hasWaited && Current < _full && now - _smoothSince >= (_rests ? _rest : Trial))
        {
            Advance(now);
        }
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
