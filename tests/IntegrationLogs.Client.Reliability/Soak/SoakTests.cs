using System.Globalization;
using IntegrationLogs.Client.Reliability.Infrastructure;
using IntegrationLogs.Client.Testing;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.Soak;

/// <summary>Alone, since it weighs the whole process.</summary>
[Collection(Alone.Name)]
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int Seed = 1;
    private const int Rounds = 10;
    private const int RequestsPerToken = 300;

    /// <summary>How many connections are idle between two rounds is left to chance; each is two sockets here.</summary>
    private const int MaxMoreHandles = 10;

    /// <summary>
    /// The server's and the framework's pools breathe by as much. A log is more than a kilobyte: one kept with each page of the long form
    /// would be ten times this.
    /// </summary>
    private const double MaxMoreMegabytes = 2;

    private static readonly int ListSize = Form.Of(300, 5_500);
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(Form.Of(5, 30));

    private readonly Random _random = new(Seed);
    private readonly List<(int Pages, Footprint Footprint)> _footprints = [];

    [Fact]
    public async Task Nothing_is_lost_or_repeated_and_nothing_piles_up_however_long_failing_vendors_with_changing_lists_are_read()
    {
        Action<RecordedRequest>? beforeAnswer = null;
        await using Trial trial = await Trial.StartAsync(
            ConfigureClient,
            server =>
            {
                ConfigureServer(server);
                server.BeforeAnswer = request => beforeAnswer!(request);
            });
        SoakReport soak = Prepare(trial);
        beforeAnswer = request =>
        {
            trial.Canary.ForbidWhatWasSent([request]);
            (request.Vendor == IntegrationVendor.ElasticPath ? soak.ElasticPath.Churn.Change : (Action)soak.Sendcloud.Churn.Change)();
        };

        Exception? error = await trial.RecordAsync(() => RunAsync(soak), Patience);

        foreach (string line in soak.Lines(Seed))
        {
            output.WriteLine(line);
        }

        Assert.Null(error);
        Assert.Equal((0, 0), (soak.Lost, soak.Twice));
        AssertEverythingHappened(soak);
        Assert.InRange(soak.Last.Sockets, 0, soak.First.Sockets + MaxMoreHandles);
        Assert.InRange(soak.Last.Handles, 0, soak.First.Handles + MaxMoreHandles);
        Assert.InRange(soak.Last.ManagedMegabytes, 0, soak.First.ManagedMegabytes + MaxMoreMegabytes);
        await trial.EndAsync();
    }

    /// <summary>
    /// The pauses of one walk move the clock of all: no time-out may come of that. Two retries are few enough that walks fail for good
    /// now and then, and go on from a token.
    /// </summary>
    private static void ConfigureClient(IntegrationLogsClientOptions options)
    {
        options.Resilience.MaxRetries = 2;
        options.Resilience.AttemptTimeout = TimeSpan.FromHours(1);
        options.Resilience.TotalTimeout = TimeSpan.FromHours(2);
    }

    private static void ConfigureServer(FakeVendorServerOptions server)
    {
        server.Sendcloud.Authentication = SendcloudAuthentication.OAuth2;
        foreach (FakeVendorOptions vendor in (FakeVendorOptions[])[server.ElasticPath, server.Sendcloud])
        {
            vendor.LogCount = ListSize * 3 / 2;
            vendor.RequestsPerToken = RequestsPerToken;
            vendor.TokenLifetime = TokenLifetime;
        }
    }

    private static string IdOf(ElasticPathLog log) => log.Id!;

    private static string IdOf(SendcloudLog log) => log.Id!.Value.ToString(CultureInfo.InvariantCulture);

    private SoakReport Prepare(Trial trial)
    {
        var progress = new Progress(trial);
        return new SoakReport(
            trial,
            progress,
            Prepare(trial, progress, trial.Vendors.ElasticPath, paging => trial.Client.ElasticPath.GetAllLogsAsync(paging), IdOf),
            Prepare(trial, progress, trial.Vendors.Sendcloud, paging => trial.Client.Sendcloud.GetAllLogsAsync(paging), IdOf),
            _footprints);
    }

    private Readers<TLog> Prepare<TLog, TIntegration>(
        Trial trial,
        Progress progress,
        FakeVendor<TLog, TIntegration> vendor,
        Func<PagingOptions, AsyncPageable<TLog>> list,
        Func<TLog, string> idOf)
        where TLog : class
        where TIntegration : class => new(
        trial,
        progress,
        new FaultPlan(vendor.Faults, new Random(_random.Next())),
        new Churn<TLog>(vendor.Logs, ListSize / 2, idOf, new Random(_random.Next())),
        list,
        idOf);

    /// <summary>
    /// In each round there are two walks at once over each vendor's list; in the middle, one of them over tiny pages. The first round
    /// only warms up.
    /// </summary>
    private async Task RunAsync(SoakReport soak)
    {
        for (int round = 0; round <= Rounds; round++)
        {
            bool isLong = round == Rounds / 2;
            await Task.WhenAll(
                soak.ElasticPath.WalkAsync(SomePaging(), isLong ? LongWalk(pageSize: 2) : SomePaging()),
                soak.Sendcloud.WalkAsync(SomePaging(), isLong ? LongWalk(pageSize: 1) : SomePaging()));
            await Eventually.IsTrueAsync(() => soak.Trial.Vendors.OpenRequests == 0);
            soak.Progress.Search();
            if (round > 0)
            {
                _footprints.Add((soak.Progress.Pages, Footprint.Take()));
            }
        }
    }

    private static PagingOptions LongWalk(int pageSize) => new() { PageSize = pageSize, ReadAhead = 2 };

    private PagingOptions SomePaging() => new() { PageSize = _random.Next(5, 31), ReadAhead = _random.Next(9) };

    private static void AssertEverythingHappened(SoakReport soak)
    {
        (int requests, int connection, int refusals) = soak.Happened;
        Assert.InRange((double)connection / requests, FaultPlan.ConnectionShare / 2, FaultPlan.ConnectionShare * 1.5);
        Assert.InRange((double)refusals / requests, FaultPlan.RefusalShare / 2, FaultPlan.RefusalShare * 1.5);

        // A connection that breaks before its answer has begun may be replaced without a retry; after the last retry there is none.
        Assert.InRange(soak.Progress.Retries, refusals - soak.Resumed, connection + refusals);
        Assert.InRange(soak.Tokens, requests * 0.9 / RequestsPerToken, requests / 50.0);
        Assert.True(soak.Removals > ListSize / 10, "The lists stood still.");
        Assert.InRange(Math.Min(soak.ElasticPath.LongestWalk, soak.Sendcloud.LongestWalk), ListSize * 10 / 11, int.MaxValue);
        Assert.InRange(soak.Progress.Pages, Form.Of(1_000, 20_000), int.MaxValue);
    }
}
