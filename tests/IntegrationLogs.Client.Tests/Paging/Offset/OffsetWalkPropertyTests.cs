using System.Net;
using FsCheck;
using FsCheck.Fluent;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging.Offset;

/// <summary>Whatever happens to a list while it is read, a record that stays listed comes exactly once.</summary>
public class OffsetWalkPropertyTests
{
    private const int Walks = 2_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_list_that_stands_still_comes_whole_and_in_order(int envelope) =>
        ForAnySeed(seed =>
        {
            var chance = new System.Random(seed);
            SimulatedList list = UnchangingList(seed, chance, (SimulatedList.Says)envelope);
            List<string> read = Read(list, AnyPaging(chance));
            return read.SequenceEqual(list.Listed);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_record_that_stays_listed_comes_exactly_once_whatever_else_changes(int envelope) =>
        ForAnySeed(seed =>
        {
            var chance = new System.Random(seed);
            SimulatedList list = ChangingList(seed, chance, (SimulatedList.Says)envelope);
            List<string> read = Read(list, AnyPaging(chance));
            return ComesOnce(read, list);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_record_that_stays_listed_comes_exactly_once_in_whatever_order_requests_in_flight_are_answered(int envelope) =>
        ForAnySeed(seed =>
        {
            var chance = new System.Random(seed);
            SimulatedList list = ChangingList(seed, chance, (SimulatedList.Says)envelope);
            List<string> read = new AnyOrder(list, chance).Read(AnyPaging(chance) with { ReadAhead = chance.Next(1, 9) });
            return ComesOnce(read, list);
        });

    [Fact]
    public void A_list_that_stands_still_comes_in_order_in_whatever_order_requests_in_flight_are_answered()
    {
        int mostInFlight = 0;
        ForAnySeed(seed =>
        {
            var chance = new System.Random(seed);
            SimulatedList list = UnchangingList(seed, chance, SimulatedList.Says.Totals);
            var requests = new AnyOrder(list, chance);
            List<string> read = requests.Read(AnyPaging(chance) with { ReadAhead = chance.Next(1, 9) });
            mostInFlight = Math.Max(mostInFlight, requests.MostInFlight);
            return read.SequenceEqual(list.Listed);
        });
        Assert.InRange(mostInFlight, 5, int.MaxValue);
    }

    [Fact]
    public void Hints_that_are_wrong_in_any_way_lose_nothing_of_a_list_that_stands_still() => ForAnySeed(seed =>
    {
        var chance = new System.Random(seed);
        SimulatedList list = LyingList(seed, chance, maxChanges: 0);
        return Read(list, AnyPaging(chance)).SequenceEqual(list.Listed);
    });

    [Fact]
    public void Hints_that_are_wrong_in_any_way_lose_and_repeat_nothing_of_a_list_that_changes() => ForAnySeed(seed =>
    {
        var chance = new System.Random(seed);
        SimulatedList list = LyingList(seed, chance, maxChanges: chance.Next(1, 6));
        return ComesOnce(Read(list, AnyPaging(chance)), list);
    });

    [Fact]
    public void Hints_that_are_wrong_in_any_way_lose_and_repeat_nothing_in_whatever_order_requests_are_answered() => ForAnySeed(seed =>
    {
        var chance = new System.Random(seed);
        SimulatedList list = LyingList(seed, chance, maxChanges: chance.Next(6));
        return ComesOnce(new AnyOrder(list, chance).Read(AnyPaging(chance) with { ReadAhead = chance.Next(1, 9) }), list);
    });

    [Fact]
    public void Offsets_that_are_refused_behind_the_end_end_a_list_that_stands_still_whatever_the_hints_say() => ForAnySeed(seed =>
    {
        var chance = new System.Random(seed);
        SimulatedList list = LyingList(
            seed, chance, maxChanges: 0, chance.Next(2) == 0 ? HttpStatusCode.BadRequest : HttpStatusCode.NotFound);
        return Read(list, AnyPaging(chance)).SequenceEqual(list.Listed);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_walk_resumed_from_any_page_gives_exactly_the_rest(int envelope) =>
        ForAnySeed(seed =>
        {
            var chance = new System.Random(seed);
            SimulatedList list = UnchangingList(seed, chance, (SimulatedList.Says)envelope);
            AsyncPageable<string> pageable = Infrastructure.Walks.Offset(list, AnyPaging(chance));
            List<Page<string>> pages = Run(pageable.AsPages().ToListAsync());
            int count = 0;
            foreach (Page<string> page in pages.SkipLast(1))
            {
                count += page.Items.Count;
                List<Page<string>> rest = Run(pageable.AsPages(page.ContinuationToken).ToListAsync());
                if (!rest.SelectMany(next => next.Items).SequenceEqual(list.Listed.Skip(count)))
                {
                    return false;
                }
            }

            return pages[^1].ContinuationToken is null;
        });

    [Fact]
    public void A_walk_resumed_while_the_list_changes_loses_and_repeats_nothing() => ForAnySeed(ResumingLosesAndRepeatsNothing);

    /// <summary>Seeds that once showed a fault: what a token remembers has to be in the list's order, not in that it was met in.</summary>
    [Theory]
    [InlineData(534872757)]
    [InlineData(711456308)]
    public void A_resumed_walk_that_once_repeated_records_repeats_none(int seed) => Assert.True(ResumingLosesAndRepeatsNothing(seed));

    private static bool ResumingLosesAndRepeatsNothing(int seed)
    {
        var chance = new System.Random(seed);
        SimulatedList list = ChangingList(seed, chance, (SimulatedList.Says)chance.Next(3));
        PagingOptions paging = AnyPaging(chance) with { MaxPages = chance.Next(1, 4) };
        List<string> read = [];
        string? token = null;
        try
        {
            do
            {
                List<Page<string>> pages = Run(Infrastructure.Walks.Offset(list, paging).AsPages(token).ToListAsync());
                read.AddRange(pages.SelectMany(page => page.Items));
                token = pages[^1].ContinuationToken;
            }
            while (token is not null);
        }
        catch (PagingException lost) when (lost.Message.Contains("the place is lost", StringComparison.Ordinal))
        {
            // Every record the token remembers was removed: said, not guessed.
            return read.Distinct().Count() == read.Count;
        }

        return ComesOnce(read, list);
    }

    private static SimulatedList UnchangingList(int seed, System.Random chance, SimulatedList.Says envelope) =>
        new(seed, chance.Next(80))
        {
            Envelope = envelope,
            ServerCap = chance.Next(1, 30),
            DefaultPageSize = chance.Next(1, 30),
            GivesShortPages = chance.Next(2) == 0,
        };

    private static SimulatedList ChangingList(int seed, System.Random chance, SimulatedList.Says envelope) =>
        new(seed, chance.Next(120))
        {
            Envelope = envelope,
            MaxChangesPerRequest = chance.Next(1, 6),
            ServerCap = chance.Next(2, 30),
            DefaultPageSize = chance.Next(2, 30),
        };

    /// <summary>A list whose answers say of their number and of next pages what a seed says.</summary>
    private static SimulatedList LyingList(int seed, System.Random chance, int maxChanges, HttpStatusCode? refusesBehindEnd = null)
    {
        int lie = chance.Next(9);
        int by = chance.Next(1, 60);
        bool hasLink = chance.Next(2) == 0;
        var lies = new System.Random(seed);
        return new SimulatedList(seed, chance.Next(120))
        {
            Envelope = (SimulatedList.Says)chance.Next(2),
            MaxChangesPerRequest = maxChanges,
            ServerCap = chance.Next(2, 30),
            DefaultPageSize = chance.Next(2, 30),
            RefusesBehindEnd = refusesBehindEnd,
            CountsAs = (listed, length) => lie switch
            {
                0 => 0,
                1 => length,
                2 => Math.Min(listed, by),
                3 => Math.Max(0, listed - by),
                4 => listed + by,
                5 => (listed + 24) / 25,
                6 => lies.Next(150),
                7 => lies.Next(2) == 0 ? null : listed,
                _ => long.MaxValue,
            },
            LinksAs = hasMore => lie < 3 ? hasLink : lie < 6 ? lies.Next(2) == 0 : hasMore,
        };
    }

    private static PagingOptions AnyPaging(System.Random chance) => new()
    {
        PageSize = chance.Next(3) == 0 ? null : chance.Next(1, 31),
        ReadAhead = chance.Next(4),
    };

    private static bool ComesOnce(List<string> read, SimulatedList list) =>
        read.Distinct().Count() == read.Count && list.AlwaysListed.All(read.Contains);

    private static List<string> Read(SimulatedList list, PagingOptions paging) =>
        Run(Infrastructure.Walks.Offset(list, paging).ToListAsync());

    private static T Run<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void ForAnySeed(Func<int, bool> holds) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Effort.Cases(Walks)),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), holds));
}
