using IntegrationLogs.Client.Reliability.Infrastructure;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.PositionMatrix;

/// <summary>Every fault at the first, a middle and the last page of a list.</summary>
[Collection(Alone.Name)]
public sealed class PositionMatrixTests(ITestOutputHelper output)
{
    private const int MaxAttempts = 4;

    [Fact]
    public async Task A_fault_that_passes_costs_no_log()
    {
        var comparison = new Comparison();
        await ForEachAsync(cell => cell.Fault.IsRetried, async (cell, list, place) =>
        {
            foreach (bool byPage in (bool[])[true, false])
            {
                string what = $"{cell}, {place.Position}, {(byPage ? "by page" : "by item")}";
                list.Fail(place, always: false);

                Walk walk = await (byPage ? Walk.ByPageAsync(list, cell.Paging) : Walk.ByItemAsync(list, cell.Paging));

                comparison.Check(walk.Error is null, $"{what}: {walk.Error}");
                comparison.Compare(what, list.Logs.Listed, walk.Keys);
                int retries = list.RequestsFor(place) - 1;
                comparison.Check(retries == 1, $"{what}: {retries} retries");
            }
        });
        output.WriteLine(comparison.Sum("Position matrix, faults that pass"));
    }

    [Fact]
    public async Task A_fault_that_stays_is_one_exception_after_what_came_before_and_the_rest_is_there_afterwards()
    {
        using var unobserved = new UnobservedExceptions();
        var comparison = new Comparison();
        await ForEachAsync(_ => true, async (cell, list, place) =>
        {
            string what = $"{cell}, {place.Position}";
            IReadOnlyList<string> listed = list.Logs.Listed;
            string[] before = [.. listed.Take(place.LogsBefore)];

            list.Fail(place, always: true);
            Walk walk = await Walk.ByPageAsync(list, cell.Paging);
            CheckError(comparison, what, cell, walk.Error);
            comparison.Compare(what, before, walk.Keys);
            int requests = cell.Fault.IsRetried ? MaxAttempts : 1;
            comparison.Check(list.RequestsFor(place) == requests, $"{what}: {list.RequestsFor(place)} requests in place of {requests}");

            list.Fail(place, always: true);
            Walk items = await Walk.ByItemAsync(list, cell.Paging);
            CheckError(comparison, what, cell, items.Error);
            comparison.Compare($"{what}, by item", before, items.Keys);

            list.Clear();
            Walk rest = await Walk.ByPageAsync(list, cell.Paging, walk.Pages is [.., LogPage last] ? last.ContinuationToken : null);
            comparison.Check(rest.Error is null, $"{what}, resumed: {rest.Error}");
            comparison.Compare($"{what}, resumed", listed.Skip(before.Length), rest.Keys);
        });
        unobserved.AssertNone();
        output.WriteLine(comparison.Sum("Position matrix, faults that stay"));
    }

    private static void CheckError(Comparison comparison, string what, Cell cell, Exception? error)
    {
        comparison.Check(error?.GetType() == cell.Fault.Error, $"{what}: {error}");
        int? attempts = (error as ApiConnectionException)?.Attempts ?? (error as VendorApiException)?.Attempts;
        comparison.Check(attempts is null or MaxAttempts, $"{what}: {attempts} attempts");
        bool isTimeout = error is ApiConnectionException { IsTimeout: true };
        comparison.Check(isTimeout == cell.Fault.Stalls, $"{what}: {(isTimeout ? "a" : "no")} time-out");
        comparison.Check((error as IntegrationLogsException)?.Vendor == cell.Vendor, $"{what}: another vendor");
    }

    private static async Task ForEachAsync(Func<Cell, bool> isMeant, Func<Cell, FaultyList, Place, Task> run)
    {
        foreach (Cell cell in Cell.All().Where(isMeant))
        {
            await using FaultyList list = await FaultyList.StartAsync(cell);
            foreach (Place place in await Place.FindAsync(cell, list))
            {
                await run(cell, list, place);
            }
        }
    }
}
