using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Tests.Diagnostics;

/// <summary>Everything that a client with a name logs, traces and counts has that name, so that two accounts can be told apart.</summary>
public sealed class AccountTests
{
    private const string Tag = "integration_logs.account";

    [Fact]
    public async Task Spans_name_their_account()
    {
        await using Accounts accounts = await Accounts.StartAsync();
        using var caller = new TracedCaller();

        await accounts.ReadEverythingAsync("nl");
        IReadOnlyList<Activity> ofOne = caller.Spans;
        await accounts.ReadEverythingAsync("de");

        Assert.Equal(
            [
                "GET /integrations/logs", "GET /integrations/{id}", "GET /v2/integrations/logs", "GET /v2/integrations/{id}",
                "POST /oauth/access_token", "access token",
            ],
            ofOne.Select(span => span.DisplayName).Distinct().Order(StringComparer.Ordinal));
        Assert.All(ofOne, span => Assert.Equal("nl", span.GetTagItem(Tag)));
        Assert.All(caller.Spans.Except(ofOne), span => Assert.Equal("de", span.GetTagItem(Tag)));
    }

    [Fact]
    public async Task Every_instrument_of_the_client_names_its_account()
    {
        await using Accounts accounts = await Accounts.StartAsync();
        accounts.Vendors.ElasticPath.TokenFaults.Enqueue(Fault.Status(400));
        accounts.Vendors.ElasticPath.Faults.Enqueue(Fault.Status(503));
        accounts.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(429, retryAfter: "1"));
        accounts.Vendors.Sendcloud.Faults.At(2, Fault.Answer("""{"data":[{"id":NaN}]}"""));

        await Assert.ThrowsAnyAsync<VendorApiException>(() => accounts.ReadEverythingAsync("nl"));
        await accounts.ReadEverythingAsync("nl");
        await accounts.ReadEverythingAsync("de");

        string[] instruments =
        [
            "integration_logs.client.items", "integration_logs.client.pages", "integration_logs.client.rate_limit.wait",
            "integration_logs.client.retries", "integration_logs.client.token_fetches", "integration_logs.client.unreadable_records",
        ];
        Assert.Equal(instruments, accounts.Measured.Select(measured => measured.Instrument).Distinct().Order());
        Assert.All(instruments, instrument => Assert.Contains((instrument, "nl"), accounts.Measured));
        Assert.Contains(("integration_logs.client.pages", "de"), accounts.Measured);
        Assert.All(accounts.Measured, measured => Assert.Contains(measured.Account, (string?[])["nl", "de"]));
    }

    [Fact]
    public async Task Messages_name_their_account_in_words_and_as_a_property()
    {
        await using Accounts accounts = await Accounts.StartAsync();
        accounts.Vendors.ElasticPath.Faults.Enqueue(Fault.Status(503));

        await accounts.Client("nl").ElasticPath.GetAllLogsAsync(Accounts.OnePage).ToListAsync();
        await accounts.Client("de").Sendcloud.GetAllLogsAsync(Accounts.OnePage).ToListAsync();

        string[] expected =
        [
            "Debug 4 TokenFetched ElasticPath, account 'nl': got an access token for 3600 s.",
            "Warning 3 Retrying ElasticPath, account 'nl': GET /v2/integrations/logs, attempt 1 failed (503); trying again in 375 ms.",
            "Debug 1 PageRead ElasticPath, account 'nl': GET /v2/integrations/logs answered a page; records: 100.",
            "Debug 1 PageRead Sendcloud, account 'de': GET /integrations/logs answered a page; records: 100.",
        ];
        Assert.Equal(expected.Length, accounts.Telemetry.Logs.Count);
        Assert.All(
            accounts.Telemetry.Logs.Zip(expected),
            pair => Assert.StartsWith($"IntegrationLogs.Client {pair.Second}", pair.First, StringComparison.Ordinal));
        Assert.Equal(
            [("ElasticPath", "nl"), ("ElasticPath", "nl"), ("ElasticPath", "nl"), ("Sendcloud", "de")],
            accounts.Telemetry.Logs.Select(log => (Property(log, "Vendor"), Property(log, "Account"))));
    }

    [Fact]
    public async Task A_client_without_a_name_says_nothing_of_accounts()
    {
        using var telemetry = new Telemetry();
        using var meters = new OwnMeters();
        await using TestClient test = await TestClient.StartAsync(build: builder =>
        {
            builder.Services.AddSingleton<IMeterFactory>(meters);
            builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(telemetry));
        });
        using var caller = new TracedCaller();

        await test.GetElasticPathAsync();

        Assert.NotEmpty(caller.Spans);
        Assert.DoesNotContain(caller.Spans, span => span.TagObjects.Any(tag => tag.Key == Tag));
        Assert.NotEmpty(telemetry.Logs);
        Assert.DoesNotContain(telemetry.Logs, log => log.Contains("account", StringComparison.Ordinal));
        Assert.NotEmpty(meters.Measured);
        Assert.All(meters.Measured, measured => Assert.Null(measured.Account));
    }

    /// <summary>Those of watches name theirs in their own way.</summary>
    [Fact]
    public void Every_message_of_the_client_has_the_property()
    {
        MethodInfo[] ofClient =
        [
            .. typeof(ClientLog).GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Where(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(IntegrationVendor))
                    && method.GetParameters().All(parameter => parameter.Name is not ("watch" or "source"))),
        ];

        Assert.NotEmpty(ofClient);
        Assert.All(ofClient, method => Assert.Contains(method.GetParameters(), parameter => parameter.Name == "Account"));
        Assert.All(
            ofClient,
            method => Assert.StartsWith(
                "{Client}: ", method.GetCustomAttribute<LoggerMessageAttribute>()!.Message, StringComparison.Ordinal));
    }

    private static string? Property(string log, string name) =>
        log.Split(' ').Select(word => word.Split('=')).LastOrDefault(pair => pair[0] == name)?[1];

    /// <summary>Two clients of one container, for both vendors.</summary>
    private sealed class Accounts : IAsyncDisposable
    {
        public static readonly PagingOptions OnePage = new() { ReadAhead = 0, MaxPages = 1 };

        private readonly OwnMeters _meters = new();
        private readonly ServiceProvider _services;

        private Accounts(FakeVendorServer vendors)
        {
            Vendors = vendors;
            var services = new ServiceCollection();
            services.AddSingleton<IMeterFactory>(_meters);
            services.AddSingleton(new ClientRuntime(
                new ClientTime(new ResilienceOptions()), () => 0.5, ArrayPool<byte>.Shared));
            services.AddIntegrationLogsClient("nl", vendors.ClientOptions);
            services.AddIntegrationLogsClient("de", vendors.ClientOptions);
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Telemetry));
            _services = services.BuildServiceProvider();
        }

        public FakeVendorServer Vendors { get; }

        public Telemetry Telemetry { get; } = new();

        public IReadOnlyCollection<(string Instrument, string? Account)> Measured => _meters.Measured;

        public static async Task<Accounts> StartAsync() => new(await FakeVendorServer.StartAsync());

        public IIntegrationLogsClient Client(string name) => _services.GetRequiredKeyedService<IIntegrationLogsClient>(name);

        public async Task ReadEverythingAsync(string name)
        {
            IIntegrationLogsClient client = Client(name);
            await client.ElasticPath.GetAllLogsAsync(OnePage).ToListAsync();
            await client.ElasticPath.GetIntegrationAsync(Vendors.ElasticPath.Integrations.Snapshot()[0].Id!);
            await client.Sendcloud.GetAllLogsAsync(OnePage).ToListAsync();
            await client.Sendcloud.GetIntegrationAsync(Vendors.Sendcloud.Integrations.Snapshot()[0].Id!.Value);
        }

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await Vendors.DisposeAsync();
            Telemetry.Dispose();
            _meters.Dispose();
        }
    }
}
