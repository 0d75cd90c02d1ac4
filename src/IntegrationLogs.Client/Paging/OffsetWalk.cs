using System.Runtime.CompilerServices;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Paging;

/// <summary>
/// Reads a list by offset while it changes. Each page after the first starts at the last record of the page before. As long as a page
/// holds any record that is known, all that stay listed before it are known, too: they were read, or lie between known ones. A page
/// without a known record means that the list has moved, and the walk steps back until it meets one; a resumed walk, which knows few,
/// looks both ways.
/// </summary>
internal sealed class OffsetWalk<T>(
    WalkInfo info, FetchOffsetPage<T> fetch, Func<T, ulong> identify, PagingOptions paging, ClientDiagnostics diagnostics)
{
    private const int ProbeDistance = 1_000;

    public async IAsyncEnumerable<Page<T>> ReadAsync(
        WalkPosition? start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = new OffsetReadAhead<T>(fetch, paging);
        await using ConfiguredAsyncDisposable leaving = pages.ConfigureAwait(false);
        var place = new OffsetPlace(info, start);
        ReadPage? before = null;
        ReadPage? unproven = null;
        while (true)
        {
            // What ends the list has to be asked for anew: an answer from before may be older than what was just read.
            FetchOffsetPage<T> from = place.IsConfirming ? fetch : pages.FetchAsync;
            ReadPage page = await FetchAsync(from, place.Offset, place.HasRead, cancellationToken).ConfigureAwait(false);
            if (page.IsEmpty && IsEnd(page, place))
            {
                yield return Deliver([], page, place, isLast: true);
                yield break;
            }

            if (page.IsEmpty || !place.IsAnchored(page.Records))
            {
                unproven = LookElsewhere(page, place);
                continue;
            }

            if (unproven is not null && page.Records.Length == 1)
            {
                // A server that gives one record a page cannot show an overlap and what follows in one answer.
                page = page.Join(unproven);
            }

            unproven = null;
            List<T> fresh = TakeFresh(page, place);
            bool? hasMore = fresh.Count == 0 && page.Repeats(before)
                ? await HasMoreThanRepeatsAsync(page, cancellationToken).ConfigureAwait(false)
                : page.HasMore;
            before = page;
            place.Advance(page.Offset, page.Records.Length, fresh.Count > 0);
            if (hasMore is not false && !place.IsConfirming)
            {
                pages.Expect(place.Offset, Limit(place.HasRead), cancellationToken);
            }

            if (fresh.Count > 0 || hasMore is false)
            {
                yield return Deliver(fresh, page, place, isLast: hasMore is false);
            }

            if (hasMore is false)
            {
                yield break;
            }
        }
    }

    private async Task<ReadPage> FetchAsync(
        FetchOffsetPage<T> from, int offset, bool overlaps, CancellationToken cancellationToken)
    {
        OffsetPage<T> answer = await from(offset, Limit(overlaps), cancellationToken).ConfigureAwait(false);
        return new ReadPage(answer, offset, [.. answer.Items.Select(identify)]);
    }

    /// <summary>A page of one cannot overlap with the one before and bring anything new: then it is two.</summary>
    private int? Limit(bool overlaps) => paging.PageSize is 1 && overlaps ? 2 : paging.PageSize;

    /// <summary>Whether an empty page is the list's end; one that counts more records is asked for once more.</summary>
    private static bool IsEnd(ReadPage page, OffsetPlace place)
    {
        if (page.HasMore is not true)
        {
            return place.IsEndIfEmpty;
        }

        place.Contradicted();
        return false;
    }

    /// <summary>Decides where to ask after a page without a known record, and which page might still turn out to be the next.</summary>
    private ReadPage? LookElsewhere(ReadPage page, OffsetPlace place)
    {
        if (page.IsEmpty && page.HasMore is true)
        {
            return null;
        }

        if (place.IsConfirming)
        {
            // Nothing was left here a moment ago. Whether this follows the last record or the list has moved, the overlap tells.
            place.Overlap();
            return page;
        }

        int from = place.Offset;
        place.LookElsewhere(page.Records.Length);
        diagnostics.ListMoved(info, from, place.Offset);
        return null;
    }

    /// <summary>
    /// The records that are new. While not all that came before are remembered, an unknown one before a known one is none.
    /// </summary>
    private static List<T> TakeFresh(ReadPage page, OffsetPlace place)
    {
        int first = place.Seen.IsComplete ? 0 : Array.FindLastIndex(page.Records, place.Seen.Contains) + 1;
        var fresh = new List<T>(page.Records.Length);
        var isFresh = new bool[page.Records.Length];
        for (int i = first; i < page.Records.Length; i++)
        {
            isFresh[i] = place.Seen.Add(page.Records[i]);
            if (isFresh[i])
            {
                fresh.Add(page.Answer.Items[i]);
            }
        }

        place.Frontier.PassPage(page.Records, isFresh, page.End);
        return fresh;
    }

    /// <summary>
    /// The same page at another offset: a list that moved just so, or an endpoint that answers everything each time (jobs are documented
    /// without paging). Far beyond the end, only the latter gives the same records once more; then there are no others.
    /// </summary>
    private async Task<bool?> HasMoreThanRepeatsAsync(ReadPage page, CancellationToken cancellationToken)
    {
        if (page.HasMore is false || !await IgnoresOffsetAsync(page, cancellationToken).ConfigureAwait(false))
        {
            return page.HasMore;
        }

        return page.HasMore is null
            ? false
            : throw info.CannotGoOn(
                "the offset is ignored: every page holds the same records, although the answer says that there are more.");
    }

    private async Task<bool> IgnoresOffsetAsync(ReadPage page, CancellationToken cancellationToken)
    {
        try
        {
            ReadPage far = await FetchAsync(fetch, page.End + ProbeDistance, overlaps: true, cancellationToken).ConfigureAwait(false);
            return far.Repeats(page);
        }
        catch (IntegrationLogsException error) when (error is VendorApiException or PagingException)
        {
            return false;
        }
    }

    private Page<T> Deliver(List<T> items, ReadPage page, OffsetPlace place, bool isLast)
    {
        Lazy<string>? next = isLast ? null : info.ContinueAt(place.Frontier.Position);
        return new Page<T>(items, next, page.Answer.TotalItems, page.Answer.Response);
    }

    private sealed record ReadPage(OffsetPage<T> Answer, int Offset, ulong[] Records)
    {
        public bool IsEmpty => Records.Length == 0;

        public int End => Offset + Records.Length;

        /// <summary>What the vendor says of records after this page; null when it says nothing.</summary>
        public bool? HasMore => Answer.HasMoreAfter(End);

        public ReadPage Join(ReadPage next) => new(
            next.Answer with { Items = [.. Answer.Items, .. next.Answer.Items] }, Offset, [.. Records, .. next.Records]);

        public bool Repeats(ReadPage? other) =>
            other is not null && other.Offset != Offset && Records.AsSpan().SequenceEqual(other.Records);
    }
}
