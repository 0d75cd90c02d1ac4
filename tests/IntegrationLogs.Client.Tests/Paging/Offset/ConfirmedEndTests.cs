using System.Net;
using IntegrationLogs.Client.Paging.Offset;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.Logging;
using Says = IntegrationLogs.Client.Tests.Infrastructure.SimulatedList.Says;

namespace IntegrationLogs.Client.Tests.Paging.Offset;

/// <summary>Only an end that is confirmed is an end. What answers say of it is a hint.</summary>
public sealed class ConfirmedEndTests
{
    private static readonly PagingOptions NoReadAhead = new() { PageSize = null, ReadAhead = 0 };

    /// <summary>Totals that are wrong, by the number of records listed and of those on the page.</summary>
    private static readonly Dictionary<string, Func<int, int, long?>> WrongTotals = new()
    {
        ["zero"] = (_, _) => 0,
        ["one"] = (_, _) => 1,
        ["the page's own count"] = (_, length) => length,
        ["the number of pages"] = (listed, _) => (listed + 24) / 25,
        ["one too low"] = (listed, _) => listed - 1,
        ["half"] = (listed, _) => listed / 2,
        ["capped"] = (listed, _) => Math.Min(listed, 50),
        ["one too high"] = (listed, _) => listed + 1,
        ["twice"] = (listed, _) => listed * 2,
        ["huge"] = (_, _) => long.MaxValue,
        ["none on every other page"] = (listed, length) => length % 2 == 0 ? listed : null,
        ["of the page before the last record"] = (listed, length) => length == 1 ? 1 : listed,
    };

    public static TheoryData<string, int, int> Totals()
    {
        var data = new TheoryData<string, int, int>();
        foreach (string total in WrongTotals.Keys)
        {
            foreach (int length in (int[])[0, 1, 2, 24, 25, 26, 49, 50, 60, 121])
            {
                data.Add(total, length, 0);
                data.Add(total, length, 8);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Totals))]
    public async Task A_wrong_total_ends_no_list_and_fails_none(string total, int length, int readAhead)
    {
        var list = new SimulatedList(seed: 1, length) { Envelope = Says.Totals, CountsAs = WrongTotals[total] };

        List<Page<string>> pages = await Walks.Offset(list, NoReadAhead with { ReadAhead = readAhead }).AsPages().ToListAsync();

        Assert.Equal(list.Listed, pages.SelectMany(page => page.Items));
        Assert.Null(pages[^1].ContinuationToken);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, 1)]
    [InlineData(true, 25)]
    [InlineData(true, 60)]
    [InlineData(false, 0)]
    [InlineData(false, 1)]
    [InlineData(false, 25)]
    [InlineData(false, 50)]
    public async Task A_next_link_on_every_page_or_on_none_ends_no_list_and_fails_none(bool always, int length)
    {
        var list = new SimulatedList(seed: 1, length) { Envelope = Says.Links, LinksAs = _ => always };

        Assert.Equal(list.Listed, await Walks.Offset(list, NoReadAhead).ToListAsync());
    }

    [Fact]
    public async Task Totals_that_change_end_no_list()
    {
        int answers = 0;
        var list = new SimulatedList(seed: 1, length: 121)
        {
            Envelope = Says.Totals,
            CountsAs = (_, _) => ((long?[])[25, 300, null, 97, 0, 121])[answers++ % 6],
        };

        Assert.Equal(list.Listed, await Walks.Offset(list, NoReadAhead).ToListAsync());
    }

    [Theory]
    [InlineData(24, new[] { 0, 23 })]
    [InlineData(25, new[] { 0, 24 })]
    [InlineData(26, new[] { 0, 24 })]
    [InlineData(49, new[] { 0, 24, 48 })]
    [InlineData(50, new[] { 0, 24, 48 })]
    [InlineData(60, new[] { 0, 24, 48 })]
    public async Task A_full_last_page_costs_one_more_request_and_a_short_one_costs_none(int length, int[] offsets)
    {
        var list = new SimulatedList(seed: 1, length) { Envelope = Says.Totals };

        await Walks.Offset(list, NoReadAhead).ToListAsync();

        Assert.Equal(offsets, list.Offsets);
    }

    [Fact]
    public async Task A_page_that_is_shorter_than_its_own_limit_is_short()
    {
        List<int> offsets = [];

        List<string> read = await Walks.Offset(
            (offset, _, _) =>
            {
                offsets.Add(offset);
                return Task.FromResult(
                    new OffsetPage<string>(["a", "b"], TotalItems: 2, HasLinks: false, HasNextLink: false, new ResponseInfo(), Limit: 100));
            },
            NoReadAhead).ToListAsync();

        Assert.Equal(["a", "b"], read);
        Assert.Equal([0], offsets);
    }

    [Fact]
    public async Task A_page_that_is_as_long_as_its_own_limit_is_full()
    {
        List<int> offsets = [];
        string[] records = ["a", "b", "c"];

        List<string> read = await Walks.Offset(
            (offset, _, _) =>
            {
                offsets.Add(offset);
                return Task.FromResult(new OffsetPage<string>(
                    [.. records.Skip(offset).Take(2)], TotalItems: 2, HasLinks: false, HasNextLink: false, new ResponseInfo(), Limit: 2));
            },
            NoReadAhead).ToListAsync();

        Assert.Equal(records, read);
    }

    [Fact]
    public async Task A_single_record_is_not_asked_for_twice()
    {
        var list = new SimulatedList(seed: 1, length: 1) { Envelope = Says.Nothing };

        Assert.Equal(list.Listed, await Walks.Offset(list, NoReadAhead).ToListAsync());
        Assert.Equal([0, 1], list.Offsets);
    }

    [Fact]
    public async Task A_total_below_what_was_read_is_logged_once_a_walk()
    {
        var list = new SimulatedList(seed: 1, length: 60) { Envelope = Says.Totals, CountsAs = (_, _) => 3 };

        string warning = Assert.Single(await WarningsAsync(list));

        Assert.StartsWith(
            "IntegrationLogs.Client Warning 21 TotalContradicted ElasticPath: GET /list says that the list has 3 records, but 25 were "
            + "read; its total is ignored.",
            warning,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData((int)Says.Totals, 60, new[] { 0, 24, 48, 59, 60, 60 })]
    [InlineData((int)Says.Links, 60, new[] { 0, 24, 48, 59, 60, 60 })]
    [InlineData((int)Says.Totals, 0, new[] { 0, 0 })]
    [InlineData((int)Says.Links, 0, new[] { 0, 0 })]
    public async Task An_empty_page_that_says_more_is_asked_for_once_more_and_logged(int envelope, int length, int[] offsets)
    {
        var list = new SimulatedList(seed: 1, length)
        {
            Envelope = (Says)envelope,
            CountsAs = (listed, _) => listed + 1,
            LinksAs = _ => true,
        };

        string warning = Assert.Single(await WarningsAsync(list));

        Assert.Equal(offsets, list.Offsets);
        Assert.StartsWith(
            $"IntegrationLogs.Client Warning 22 EndContradicted ElasticPath: GET /list says that there are more records, but lists none at "
            + $"offset {length}, asked twice; the list ends there.",
            warning,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_that_nothing_contradicts_logs_no_warning()
    {
        foreach (Says envelope in Enum.GetValues<Says>())
        {
            Assert.Empty(await WarningsAsync(new SimulatedList(seed: 1, length: 60) { Envelope = envelope }));
            Assert.Empty(await WarningsAsync(new SimulatedList(seed: 1, length: 0) { Envelope = envelope }));
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task A_refusal_right_after_the_last_record_is_the_end(HttpStatusCode refusal)
    {
        foreach (Says envelope in Enum.GetValues<Says>())
        {
            foreach (int length in (int[])[0, 1, 2, 24, 25, 26, 49, 50, 250])
            {
                var list = new SimulatedList(seed: 1, length)
                {
                    Envelope = envelope,
                    CountsAs = (_, _) => null,
                    LinksAs = _ => false,
                    RefusesBehindEnd = refusal,
                };

                List<Page<string>> pages = await Walks.Offset(list).AsPages().ToListAsync();

                Assert.Equal(list.Listed, pages.SelectMany(page => page.Items));
                Assert.Null(pages[^1].ContinuationToken);
            }
        }
    }

    [Fact]
    public async Task A_refusal_right_after_the_last_record_is_the_end_whatever_the_total_says()
    {
        foreach (int total in (int[])[0, 59, 60, 61, 1_000])
        {
            var list = new SimulatedList(seed: 1, length: 60)
            {
                Envelope = Says.Totals,
                CountsAs = (_, _) => total,
                RefusesBehindEnd = HttpStatusCode.BadRequest,
            };

            Assert.Equal(list.Listed, await Walks.Offset(list).ToListAsync());
        }
    }

    [Fact]
    public async Task A_resumed_walk_ends_at_a_refusal_too()
    {
        var list = new SimulatedList(seed: 1, length: 50) { Envelope = Says.Nothing, RefusesBehindEnd = HttpStatusCode.BadRequest };
        foreach (Page<string> page in (await Walks.Offset(list).AsPages().ToListAsync()).SkipLast(1))
        {
            int read = list.Listed.ToList().IndexOf(page.Items[^1]) + 1;

            Assert.Equal(list.Listed.Skip(read), await Walks.Offset(list).AsPages(page.ContinuationToken).SelectItemsAsync());
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task Any_other_failure_after_the_last_record_stays_what_it_is(HttpStatusCode status)
    {
        var list = new SimulatedList(seed: 1, length: 60) { Envelope = Says.Nothing, RefusesBehindEnd = status };

        var error = await Assert.ThrowsAsync<VendorApiException>(() => Walks.Offset(list).ToListAsync());

        Assert.Equal(status, error.StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(24)]
    [InlineData(48)]
    [InlineData(59)]
    public async Task A_refusal_before_the_end_stays_what_it_is(int refused)
    {
        var list = new SimulatedList(seed: 1, length: 60) { Envelope = Says.Nothing };

        await Assert.ThrowsAsync<VendorApiException>(() => Walks.Offset(
            (offset, limit, token) => offset == refused
                ? throw new VendorApiException(IntegrationVendor.ElasticPath, HttpStatusCode.BadRequest, "refused")
                : list.FetchAsync(offset, limit, token),
            NoReadAhead).ToListAsync());
    }

    [Fact]
    public async Task A_refusal_where_each_page_has_one_record_stays_what_it_is()
    {
        var list = new SimulatedList(seed: 1, length: 5) { Envelope = Says.Nothing, ServerCap = 1 };

        await Assert.ThrowsAsync<VendorApiException>(() => Walks.Offset(
            (offset, limit, token) => offset == 3
                ? throw new VendorApiException(IntegrationVendor.ElasticPath, HttpStatusCode.BadRequest, "refused")
                : list.FetchAsync(offset, limit, token),
            NoReadAhead).ToListAsync());
    }

    private static async Task<List<string>> WarningsAsync(SimulatedList list)
    {
        using var telemetry = new Telemetry();
        using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(telemetry));

        Assert.Equal(list.Listed, await Walks.Offset(list.FetchAsync, NoReadAhead, loggers).ToListAsync());

        return [.. telemetry.Logs.Where(log => log.Contains(" Warning ", StringComparison.Ordinal))];
    }
}
