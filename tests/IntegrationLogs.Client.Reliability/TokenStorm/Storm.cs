using IntegrationLogs.Client.Reliability.Infrastructure;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Reliability.TokenStorm;

/// <summary>A client whose one vendor gives tokens, and many callers of it at once.</summary>
internal sealed class Storm : IAsyncDisposable
{
    public const int Callers = 1_000;

    /// <summary>For what is tried in many variants.</summary>
    public static readonly int SomeCallers = Form.Of(20, Callers);

    /// <summary>The tests that use it take turns: each has up to a thousand connections.</summary>
    public const string Turns = "Token storm";

    public static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(1);

    private readonly IntegrationVendor _vendor;
    private Gate? _tokenGate;
    private Gate? _pageGate;

    private Storm(IntegrationVendor vendor) => _vendor = vendor;

    public static TheoryData<IntegrationVendor> Vendors => [.. Enum.GetValues<IntegrationVendor>()];

    public Trial Trial { get; private set; } = null!;

    public FaultScript Faults =>
        _vendor == IntegrationVendor.ElasticPath ? Trial.Vendors.ElasticPath.Faults : Trial.Vendors.Sendcloud.Faults;

    public FaultScript TokenFaults =>
        _vendor == IntegrationVendor.ElasticPath ? Trial.Vendors.ElasticPath.TokenFaults : Trial.Vendors.Sendcloud.TokenFaults;

    /// <summary>How many token requests and page requests the server has got since it was last asked.</summary>
    public (int Tokens, int Pages) TakeRequests()
    {
        IReadOnlyList<RecordedRequest> requests = Trial.Vendors.Requests;
        Trial.Canary.ForbidWhatWasSent(requests);
        Trial.Vendors.ClearRequests();
        int tokens = requests.Count(request => request.IsTokenRequest);
        return (tokens, requests.Count - tokens);
    }

    public static async Task<Storm> StartAsync(IntegrationVendor vendor, Action<IntegrationLogsClientOptions>? configure = null)
    {
        var storm = new Storm(vendor);
        storm.Trial = await Trial.StartAsync(
            configure,
            server =>
            {
                server.Sendcloud.Authentication = SendcloudAuthentication.OAuth2;
                server.ElasticPath.LogCount = server.Sendcloud.LogCount = 1;
                server.ElasticPath.TokenLifetime = server.Sendcloud.TokenLifetime = TokenLifetime;
            },
            builder => Intercept.Add(builder, storm.PassAsync));
        return storm;
    }

    /// <summary>How often an event was logged so far.</summary>
    public int Logged(string name) => Trial.Telemetry.Logs.Count(text => text.Contains(name, StringComparison.Ordinal));

    /// <summary>Holds the token requests that follow until the gate is opened.</summary>
    public Gate HoldTokens() => _tokenGate = new Gate();

    /// <summary>Holds the page requests that follow until as many are there.</summary>
    public void HoldPages(int until) => _pageGate = new Gate(until);

    public void ExpireTokens()
    {
        Trial.Vendors.ElasticPath.ExpireTokens();
        Trial.Vendors.Sendcloud.ExpireTokens();
    }

    /// <summary>One caller reads one page.</summary>
    public Task<ResponseInfo> CallAsync(CancellationToken cancellationToken = default) =>
        TestClient.GetAsync(Trial.Client, _vendor, cancellationToken);

    /// <summary>Begins the calls one after the other: up to the wait for a token each runs on its caller's thread.</summary>
    public Task<ResponseInfo>[] Begin(int callers = Callers, CancellationToken cancellationToken = default) =>
        [.. Enumerable.Range(0, callers).Select(_ => CallAsync(cancellationToken))];

    /// <summary>Begins a call for each caller, from all threads there are.</summary>
    public Task<ResponseInfo>[] BeginEverywhere(int callers = Callers) =>
        [.. Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallAsync()))];

    /// <summary>Begins calls on a token that is being fetched, and lets the fetch go on when all wait for it.</summary>
    public async Task<IReadOnlyList<Exception?>> CallOnOneFetchAsync(int callers = Callers)
    {
        Gate tokens = HoldTokens();
        Task<ResponseInfo>[] calls = Begin(callers);
        await tokens.Reached;
        tokens.Open();
        return await OutcomesAsync(calls);
    }

    /// <summary>What became of each call; exceptions are searched for secrets.</summary>
    public async Task<IReadOnlyList<Exception?>> OutcomesAsync(IEnumerable<Task> calls)
    {
        List<Exception?> outcomes = [];
        foreach (Task call in calls)
        {
            outcomes.Add(await Record.ExceptionAsync(() => call));
        }

        foreach (Exception error in outcomes.OfType<Exception>().DistinctBy(error => error.Message))
        {
            Trial.Canary.Saw(error);
        }

        return outcomes;
    }

    public ValueTask DisposeAsync() => Trial.DisposeAsync();

    private Task PassAsync(HttpRequestMessage request) =>
        (request.Method == HttpMethod.Post ? _tokenGate : _pageGate)?.PassAsync() ?? Task.CompletedTask;
}
