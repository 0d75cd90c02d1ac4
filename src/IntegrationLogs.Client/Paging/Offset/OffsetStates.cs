using System.Net;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Paging.Offset;

/// <summary>The state machine of an offset walk: where it asks next, and which records of an answer are new.</summary>
/// <remarks>
/// <para>
/// Each page after the first begins with the last record of the page before. As long as a page holds a known record, every record that
/// stays listed before it is known, too. A page without one shows that the list has moved. The walk then steps back until it meets a known
/// record; a walk that knows few records, because it was resumed, looks both ways.
/// </para>
/// <code>
/// offset        0   1   2   3   4   5   6
/// page 1      [ a   b   c ]
/// page 2              [ c   d   e ]             c is known: nothing was lost in between
///                                               now a, b and c are removed
/// page 3                      [ h   i   j ]     no known record: f and g are listed before, and were not read
/// step back   [ d   e   f ]                     d and e are known, f is new
/// page 4              [ f   g   h ]             f is known: nothing was lost in between
/// </code>
/// <para>
/// A walk ends where it is confirmed that nothing follows: at an empty page right after the last record, or at a page that is shorter than
/// the others while the answer says that it is the last. What answers say of their number and of next pages never ends a walk alone.
/// </para>
/// </remarks>
internal sealed class OffsetStates<T>
{
    private const int ProbeDistance = 1_000;
    private const int MaxFutileRequests = 100;

    private readonly WalkInfo _info;
    private readonly PagingOptions _paging;
    private readonly ClientDiagnostics _diagnostics;
    private readonly KnownRecords _known;
    private readonly int _start;
    private ReadPage<T>? _before;
    private ReadPage<T>? _unproven;
    private LostPlace? _lost;
    private int _next;
    private int _longest;
    private int _futile;
    private bool _askedAgain;
    private bool _sawContradiction;
    private bool _givesSingles;

    public OffsetStates(WalkInfo info, PagingOptions paging, ClientDiagnostics diagnostics, WalkPosition? start)
    {
        _info = info;
        _paging = paging;
        _diagnostics = diagnostics;
        _known = new KnownRecords(start);
        _start = _known.Offset;
        ReadFrom(_start);
    }

    public OffsetState State { get; private set; }

    /// <summary>The offset to ask for.</summary>
    public int Offset { get; private set; }

    /// <summary>
    /// How many records to ask for. A page of one cannot hold an overlap and anything new: then it is two. A search reads the longest
    /// pages.
    /// </summary>
    public int? Limit =>
        _lost is { IsSearch: true } ? PagingOptions.MaxPageSize : _paging.PageSize is 1 && _next > 0 ? 2 : _paging.PageSize;

    /// <summary>Where the walk goes on from when it is resumed.</summary>
    public WalkPosition Position => _known.Position;

    /// <summary>Whether going on from <see cref="Position"/> is any different from starting this walk again.</summary>
    public bool HasMoved => _known.Offset != _start;

    /// <summary>Counts a request.</summary>
    /// <exception cref="PagingException">Too many brought nothing new.</exception>
    public void BeginRequest()
    {
        if (_futile++ == MaxFutileRequests)
        {
            throw _info.CannotGoOn(
                $"{MaxFutileRequests} requests in a row brought nothing new at offset {_next}. "
                + "The list changes faster than it can be read, or its offsets do not advance.");
        }
    }

    /// <summary>
    /// Whether a failed request says the same as an empty page. Some servers refuse the offset right after the last record; far after it,
    /// all may.
    /// </summary>
    public bool MeansNothing(IntegrationLogsException error) => State switch
    {
        OffsetState.Confirming => !_givesSingles
            && error is VendorApiException { StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.NotFound },
        OffsetState.Probing => error is VendorApiException or PagingException,
        _ => false,
    };

    /// <summary>The empty page that such a failure stands for.</summary>
    public ReadPage<T> NothingHere() => new(_before!.Answer with { Items = [] }, Offset, []);

    /// <summary>Takes the answer to the request for <see cref="Offset"/>, and returns the records that are new.</summary>
    public List<T> Pass(ReadPage<T> page)
    {
        ReadPage<T>? unproven = _unproven;
        _unproven = null;
        switch (State, Look(page))
        {
            case (OffsetState.Probing, _):
                EndProbe(page);
                return [];

            case (OffsetState.Confirming, PageSight.Nothing):
            case (_, PageSight.Nothing) when Offset == 0:
                Confirm(page);
                return [];

            case (OffsetState.Reading, PageSight.Nothing) when page.SaysMore is true && !_askedAgain:
                _askedAgain = true;
                return [];

            // Nothing was listed here a moment ago. Whether these records follow the last one or the list has moved, the overlap tells.
            case (OffsetState.Confirming, PageSight.Strange):
                _unproven = page;
                ReadFrom(_next);
                return [];

            case (_, PageSight.Nothing or PageSight.Strange):
                StepBack(page);
                return [];

            // The pages of a search can be longer than was asked for, so what was found is read anew.
            case (OffsetState.SteppingBack, PageSight.Known) when _lost!.IsSearch:
                ReadFrom(page.Offset + _known.LastIndexIn(page.Records) + 1);
                return [];

            default:
                _longest = Math.Max(_longest, page.Length);
                _givesSingles |= page.Length == 1 && unproven is not null;
                return Take(_givesSingles && unproven is not null ? page.Join(unproven) : page);
        }
    }

    private PageSight Look(ReadPage<T> page) =>
        page.Length == 0 ? PageSight.Nothing : _known.Place(Offset, page.Records) ? PageSight.Known : PageSight.Strange;

    private void ReadFrom(int next)
    {
        State = OffsetState.Reading;
        _next = next;
        Offset = Math.Max(0, next - 1);
        _lost = null;
    }

    /// <summary>Ends the walk at an empty page. If the answer counts more records, it may have counted a moment earlier, once.</summary>
    private void Confirm(ReadPage<T> page)
    {
        if (page.SaysMore is true && !_askedAgain)
        {
            _askedAgain = true;
            return;
        }

        if (page.SaysMore is true)
        {
            _diagnostics.EndContradicted(_info, Offset);
        }

        State = OffsetState.Ended;
    }

    private List<T> Take(ReadPage<T> page)
    {
        bool[] isFresh = _known.Add(page.Records, page.End);
        List<T> fresh = page.Answer.Items.Pick(index => isFresh[index]);
        if (fresh.Count > 0 || !page.Repeats(_before))
        {
            Advance(page, fresh.Count > 0);
            return fresh;
        }

        // The list has moved just so, or the endpoint ignores the offset: jobs are documented without paging.
        _before = page;
        State = OffsetState.Probing;
        Offset = page.End + ProbeDistance;
        return fresh;
    }

    /// <summary>Goes on after a page that was read, if that is not confirmed to be the last.</summary>
    private void Advance(ReadPage<T> page, bool gotRecords)
    {
        bool isOnlyOverlap = page.End == _next && page.Length == 1 && !gotRecords;

        // One record where more were asked for: a short page, and the overlap with it would be the same request once more.
        bool isSingle = page is { Offset: 0, Length: 1 } && _paging.PageSize is not 1;
        _before = page;
        _askedAgain = false;
        _futile = gotRecords ? 0 : _futile;
        ReadFrom(page.End);
        if (page.Answer.TotalItems < page.End && !_sawContradiction)
        {
            _sawContradiction = true;
            _diagnostics.TotalContradicted(_info, page.Answer.TotalItems.Value, page.End);
        }

        if (page.SaysMore is false && (isSingle || page.Length < (page.Answer.Limit ?? _longest)))
        {
            State = OffsetState.Ended;
        }
        else if (isOnlyOverlap || isSingle)
        {
            State = OffsetState.Confirming;
            Offset = _next;
        }
    }

    private void EndProbe(ReadPage<T> probe)
    {
        ReadPage<T> page = _before!;
        if (!probe.Repeats(page))
        {
            Advance(page, gotRecords: false);
            return;
        }

        State = page.Answer.HasMoreAfter(page.Length) is not true
            ? OffsetState.Ended
            : throw _info.CannotGoOn(
                "the offset is ignored: every page holds the same records, although the answer says that there are more.");
    }

    private void StepBack(ReadPage<T> page)
    {
        State = OffsetState.SteppingBack;
        _lost ??= new LostPlace(_known.AreAll);
        int from = Offset;
        Offset = _lost.Next(from, page.Length) ?? throw _info.CannotGoOn(
            $"none of the records before the place to go on from was found in {_lost.Pages} requests around it, so the place is lost. "
            + "Read the list from its start.");
        if (_lost.IsSearch)
        {
            _diagnostics.PlaceSearched(_info, from, Offset, _lost.Pages + 1, LostPlace.MaxPages);
        }
        else
        {
            _diagnostics.ListMoved(_info, from, Offset);
        }
    }
}
