using System.Runtime.CompilerServices;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Paging.Offset;

/// <summary>
/// Reads a list by offset while it changes: one enumeration. <see cref="OffsetStates{T}"/> says where it asks and what is new.
/// </summary>
internal sealed class OffsetWalk<T>(
    WalkInfo info,
    FetchOffsetPage<T> fetch,
    Func<T, ulong> identify,
    PagingOptions paging,
    ClientDiagnostics diagnostics,
    WalkPosition? start)
{
    private readonly OffsetStates<T> _states = new(info, paging, diagnostics, start);

    public async IAsyncEnumerable<Page<T>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ahead = new OffsetReadAhead<T>(fetch, paging);
        await using ConfiguredAsyncDisposable leaving = ahead.ConfigureAwait(false);
        bool hasHandedOut = false;
        for (int fetched = 1; ; fetched++)
        {
            ReadPage<T> page = await FetchAsync(ahead, cancellationToken).ConfigureAwait(false);
            List<T> fresh = _states.Pass(page);
            bool isLast = _states.State == OffsetState.Ended;

            // A token that leads to the same place again is no place to stop.
            bool isEnough = !isLast && fetched >= paging.MaxPages && (hasHandedOut || fresh.Count > 0 || _states.HasMoved);
            if (!isEnough && _states.State == OffsetState.Reading)
            {
                ahead.Expect(_states.Offset, _states.Limit, cancellationToken);
            }

            if (fresh.Count > 0 || isLast || (isEnough && !hasHandedOut))
            {
                hasHandedOut = true;
                Lazy<string>? next = isLast ? null : info.ContinueAt(_states.Position);
                yield return new Page<T>(fresh, next, page.Answer.TotalItems, page.Answer.Response);
            }

            if (isLast || isEnough)
            {
                yield break;
            }
        }
    }

    private async Task<ReadPage<T>> FetchAsync(OffsetReadAhead<T> ahead, CancellationToken cancellationToken)
    {
        _states.BeginRequest();
        int offset = _states.Offset;
        try
        {
            // An answer that was asked for ahead may be older than the page before it, so it confirms nothing.
            OffsetPage<T> answer = _states.State == OffsetState.Reading
                ? await ahead.FetchAsync(offset, _states.Limit, cancellationToken).ConfigureAwait(false)
                : await ahead.FetchAnewAsync(offset, _states.Limit, cancellationToken).ConfigureAwait(false);
            return new ReadPage<T>(answer, offset, [.. answer.Items.Select(identify)]);
        }
        catch (IntegrationLogsException error) when (_states.MeansNothing(error))
        {
            return _states.NothingHere();
        }
    }
}
