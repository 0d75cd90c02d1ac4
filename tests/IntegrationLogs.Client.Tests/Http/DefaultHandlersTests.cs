using System.Collections.Concurrent;
using System.Net;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Retry;

namespace IntegrationLogs.Client.Tests.Http;

/// <summary>Handlers that an application adds to all of its HTTP clients never multiply the retries, and cut no wait short.</summary>
public sealed class DefaultHandlersTests
{
    private static readonly Cases<Action<IHttpClientBuilder>> Retrying = new()
    {
        { "standard resilience", builder => builder.AddStandardResilienceHandler() },
        { "standard hedging", builder => builder.AddStandardHedgingHandler() },
        {
            "a pipeline of Polly",
            builder => builder.AddResilienceHandler("mine", pipeline => pipeline.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = 5,
                Delay = TimeSpan.Zero,
                ShouldHandle = args => new(args.Outcome.Exception is not null || !args.Outcome.Result!.IsSuccessStatusCode),
            }))
        },
        { "a handler with a loop", builder => builder.AddHttpMessageHandler(() => new Loop()) },
        {
            "both",
            builder =>
            {
                builder.AddStandardResilienceHandler();
                builder.AddHttpMessageHandler(() => new Loop());
            }
        },
    };

    private static readonly Cases<(Fault Fault, int Attempts)> Failures = new()
    {
        { "408", (Fault.Status(408), 4) },
        { "429", (Fault.Status(429), 4) },
        { "500", (Fault.Status(500), 4) },
        { "503", (Fault.Status(503), 4) },
        { "404", (Fault.Status(404), 1) },
        { "reset", (Fault.ResetBeforeHeaders(), 4) },
        { "broken off", (Fault.Truncate(10), 4) },
        { "not to be waited for", (Fault.Status(429, retryAfter: "3600"), 1) },
    };

    public static TheoryData<string, bool, string> Combinations
    {
        get
        {
            var rows = new TheoryData<string, bool, string>();
            foreach (string handlers in Retrying.Names)
            {
                foreach (string fault in Failures.Names)
                {
                    rows.Add(handlers, fault == "503", fault);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task A_failure_costs_as_many_requests_as_without_them(string handlers, bool isAddedFirst, string what)
    {
        (Fault fault, int attempts) = Failures[what];
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
            (vendor == IntegrationVendor.ElasticPath ? vendors.ElasticPath.Faults : vendors.Sendcloud.Faults).Always(fault);
            await using Application application = new(vendors, Retrying[handlers], isAddedFirst);

            Exception? error = await Record.ExceptionAsync(() => TestClient.GetAsync(application.Client, vendor));

            Assert.IsAssignableFrom<IntegrationLogsException>(error);
            Assert.True(attempts == vendors.Requests.Count(request => !request.IsTokenRequest), $"{vendors.Requests.Count} {error}");
            Assert.False(error is ApiConnectionException { IsTimeout: true }, $"{error}");
            Assert.Equal(attempts - 1, application.Time.Waits.Count);
            if (what == "not to be waited for")
            {
                Assert.Equal(TimeSpan.FromHours(1), Assert.IsType<ApiRateLimitException>(error).RetryAfter);
            }
        }
    }

    [Theory]
    [InlineData("standard resilience")]
    [InlineData("standard hedging")]
    [InlineData("a pipeline of Polly")]
    [InlineData("a handler with a loop")]
    public async Task A_wait_that_the_vendor_asks_for_is_waited_in_full(string handlers)
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        vendors.Sendcloud.Faults.Enqueue(Fault.Status(429, retryAfter: "40"));
        await using Application application = new(vendors, Retrying[handlers]);

        ResponseInfo info = await TestClient.GetAsync(application.Client, IntegrationVendor.Sendcloud);

        Assert.Equal((2, 2), (info.Attempts, vendors.Requests.Count));
        Assert.Equal([TimeSpan.FromSeconds(40)], application.Time.Waits);
    }

    [Theory]
    [InlineData("standard resilience")]
    [InlineData("standard hedging")]
    [InlineData("a handler with a loop")]
    public async Task A_token_request_is_not_multiplied_either(string handlers)
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        vendors.ElasticPath.TokenFaults.Always(Fault.Status(503));
        await using Application application = new(vendors, Retrying[handlers]);

        await Assert.ThrowsAsync<ApiAuthenticationException>(
            () => TestClient.GetAsync(application.Client, IntegrationVendor.ElasticPath));

        Assert.Equal(4, vendors.Requests.Count);
    }

    [Theory]
    [InlineData("standard resilience")]
    [InlineData("standard hedging")]
    [InlineData("both")]
    public async Task What_succeeds_goes_through_them(string handlers)
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        await using Application application = new(vendors, Retrying[handlers]);

        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            Assert.Equal(1, (await TestClient.GetAsync(application.Client, vendor)).Attempts);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task They_see_each_attempt_once_and_no_credentials(bool isAddedFirst)
    {
        ConcurrentQueue<string> seen = new();
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        vendors.Sendcloud.Faults.Enqueue(Fault.Status(503));
        await using Application application = new(
            vendors, builder => builder.AddHttpMessageHandler(() => new Witness(seen)), isAddedFirst);

        await TestClient.GetAsync(application.Client, IntegrationVendor.Sendcloud);

        Assert.Equal(["no credentials", "AttemptFailure", "no credentials", "OK"], seen);
        Assert.All(vendors.Requests, request => Assert.Equal("seen", request.Headers["X-Witness"]));
    }

    [Fact]
    public async Task What_they_answer_in_place_of_a_failure_counts()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        vendors.Sendcloud.Faults.Always(Fault.Status(503));
        await using Application application = new(vendors, builder => builder.AddHttpMessageHandler(() => new Fallback()));

        ResponseInfo info = await TestClient.GetAsync(application.Client, IntegrationVendor.Sendcloud);

        Assert.Equal(1, info.Attempts);
    }

    [Fact]
    public async Task A_success_that_is_asked_for_again_is_told()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        await using Application application = new(vendors, builder => builder.AddHttpMessageHandler(() => new Twice()));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestClient.GetAsync(application.Client, IntegrationVendor.Sendcloud));

        Assert.Contains("ConfigureHttpClientDefaults", error.Message, StringComparison.Ordinal);
        Assert.Single(vendors.Requests);
    }

    [Fact]
    public async Task A_handler_that_is_added_to_this_client_runs_inside_retry_whatever_it_does()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        vendors.Sendcloud.Faults.Enqueue(Fault.Status(503), times: 2);
        await using Application application = new(
            vendors, _ => { }, build: builder => builder.Sendcloud.AddHttpMessageHandler(() => new Loop()));

        ResponseInfo info = await TestClient.GetAsync(application.Client, IntegrationVendor.Sendcloud);

        Assert.Equal((1, 3), (info.Attempts, vendors.Requests.Count));
        Assert.Empty(application.Time.Waits);
    }

    /// <summary>An application with clients of its own beside this package's.</summary>
    private sealed class Application : IAsyncDisposable
    {
        private readonly ServiceProvider _provider;

        public Application(
            FakeVendorServer vendors,
            Action<IHttpClientBuilder> configureDefaults,
            bool isAddedFirst = true,
            Action<IIntegrationLogsClientBuilder>? build = null)
        {
            IntegrationLogsClientOptions options = vendors.ClientOptions;
            Time = new ClientTime(options.Resilience);
            var services = new ServiceCollection();
            services.AddSingleton(new Client.Http.ClientRuntime(Time, () => 0.5, System.Buffers.ArrayPool<byte>.Shared));
            if (isAddedFirst)
            {
                services.ConfigureHttpClientDefaults(configureDefaults);
            }

            IIntegrationLogsClientBuilder builder = services.AddIntegrationLogsClient(to =>
            {
                to.ElasticPath.BaseAddress = options.ElasticPath.BaseAddress;
                to.ElasticPath.ClientId = options.ElasticPath.ClientId;
                to.ElasticPath.ClientSecret = options.ElasticPath.ClientSecret;
                to.Sendcloud.BaseAddress = options.Sendcloud.BaseAddress;
                to.Sendcloud.PublicKey = options.Sendcloud.PublicKey;
                to.Sendcloud.SecretKey = options.Sendcloud.SecretKey;
            });
            build?.Invoke(builder);
            if (!isAddedFirst)
            {
                services.ConfigureHttpClientDefaults(configureDefaults);
            }

            _provider = services.BuildServiceProvider();
            Client = _provider.GetRequiredService<IIntegrationLogsClient>();
        }

        public ClientTime Time { get; }

        public IIntegrationLogsClient Client { get; }

        public ValueTask DisposeAsync() => _provider.DisposeAsync();
    }

    /// <summary>Tries again by itself, whatever went wrong.</summary>
    private sealed class Loop : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (int i = 1; ; i++)
            {
                try
                {
                    HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
                    if (response.IsSuccessStatusCode || i == 3)
                    {
                        return response;
                    }

                    response.Dispose();
                }
                catch (Exception) when (i < 3)
                {
                }
            }
        }
    }

    private sealed class Witness(ConcurrentQueue<string> seen) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Enqueue(request.Headers.Authorization is null ? "no credentials" : "credentials");
            request.Headers.Add("X-Witness", "seen");
            try
            {
                HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
                seen.Enqueue($"{response.StatusCode}");
                return response;
            }
            catch (Exception error)
            {
                seen.Enqueue(error.GetType().Name);
                throw;
            }
        }
    }

    private sealed class Fallback : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (Exception)
            {
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"data":[]}""") };
            }
        }
    }

    private sealed class Twice : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (await base.SendAsync(request, cancellationToken)).Dispose();
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
