using IntegrationLogs.Client.Tests.VendorStubs;
using WireMock;
using WireMock.Matchers.Request;
using WireMock.ResponseProviders;

namespace IntegrationLogs.Client.Tests.OwnApis;

/// <summary>An interface of a user's own, over vendors that WireMock.Net plays.</summary>
internal sealed class OwnApiClient<TApi>(WireMockVendors vendors) : IAsyncDisposable
    where TApi : class
{
    private int _scenarios;

    public WireMockVendors Vendors => vendors;

    public TApi Api { get; } = vendors.Client.GetApi<TApi>();

    /// <summary>Answers a request with the first answer once, and with the second from then on.</summary>
    public void Once(IRequestMatcher request, IResponseProvider first, IResponseProvider then)
    {
        string scenario = $"scenario {++_scenarios}";
        vendors.Given(request).InScenario(scenario).WillSetStateTo("then").RespondWith(first);
        vendors.Given(request).InScenario(scenario).WhenStateIs("then").RespondWith(then);
    }

    public IReadOnlyList<IRequestMessage> Posts(string path) =>
        [.. vendors.Requests.Where(request => request.Method == "POST" && request.Path == path)];

    public ValueTask DisposeAsync() => vendors.DisposeAsync();
}

internal static class OwnApiClient
{
    public static OwnApiClient<IStoreApi> Store(Action<IntegrationLogsClientOptions>? configure = null) =>
        new(WireMockVendors.Start(configure, builder => builder.ElasticPath.AddApi<IStoreApi>(OwnJson.Default)));

    public static OwnApiClient<IParcelApi> Parcels() =>
        new(WireMockVendors.Start(build: builder => builder.Sendcloud.AddApi<IParcelApi>(OwnJson.Default)));
}
