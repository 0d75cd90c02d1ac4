using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Reliability.Infrastructure;

/// <summary>
/// A client under trial: on fake time, with a pool that checks every buffer, and with all that it logs, traces and counts recorded.
/// Its end checks what must hold after anything: nothing in flight, every buffer back, no secret anywhere.
/// </summary>
internal sealed class Trial : IAsyncDisposable
{
    private readonly Telemetry _telemetry = new();
    private readonly CheckingArrayPool _pool = new();
    private readonly FakeVendorServer? _vendors;
    private int _ended;

    private Trial(
        IntegrationLogsClientOptions options, FakeVendorServer? vendors, Action<IIntegrationLogsClientBuilder>? build, Func<double> random)
    {
        _vendors = vendors;
        Time = new ClientTime(options.Resilience);
        Client = IntegrationLogsClient.Create(options, builder =>
        {
            builder.Services.AddSingleton(new ClientRuntime(Time, random, _pool));
            builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_telemetry));
            build?.Invoke(builder);
        });
    }

    public IntegrationLogsClient Client { get; }

    /// <summary>Pauses pass at once and are recorded; time-outs pass when a test advances the clock.</summary>
    public ClientTime Time { get; }

    public CheckingArrayPool Pool => _pool;

    public Telemetry Telemetry => _telemetry;

    public Canary Canary { get; } = new();

    public FakeVendorServer Vendors => _vendors ?? throw new InvalidOperationException("This trial has a server of its own.");

    /// <summary>A client of fake vendors, which get the canary's secrets and are stopped with the trial.</summary>
    public static async Task<Trial> StartAsync(
        Action<IntegrationLogsClientOptions>? configure = null,
        Action<FakeVendorServerOptions>? server = null,
        Action<IIntegrationLogsClientBuilder>? build = null,
        Func<double>? random = null)
    {
        FakeVendorServer vendors = await FakeVendorServer.StartAsync(options =>
        {
            Canary.ConfigureServer(options);
            server?.Invoke(options);
        });
        try
        {
            IntegrationLogsClientOptions options = vendors.ClientOptions;
            options.ElasticPath.Headers["X-Gateway-Key"] = Canary.Header;
            configure?.Invoke(options);
            return new Trial(options, vendors, build, random ?? (() => 0.5));
        }
        catch
        {
            await vendors.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client of any other server. The options should hold the canary's secrets.</summary>
    public static Trial Against(
        IntegrationLogsClientOptions options, Action<IIntegrationLogsClientBuilder>? build = null, Func<double>? random = null) =>
        new(options, vendors: null, build, random ?? (() => 0.5));

    /// <summary>Settings with the canary's secrets for a server of both vendors, Sendcloud with OAuth2 or with HTTP Basic.</summary>
    public static IntegrationLogsClientOptions OptionsFor(Uri server, bool oauth = false)
    {
        var options = new IntegrationLogsClientOptions();
        options.ElasticPath.BaseAddress = server;
        options.ElasticPath.ClientId = Canary.Id;
        options.ElasticPath.ClientSecret = Canary.Secret;
        options.ElasticPath.Headers["X-Gateway-Key"] = Canary.Header;
        options.Sendcloud.BaseAddress = new Uri(server, "/api/v3");
        options.Sendcloud.TokenEndpoint = new Uri(server, "/oauth2/token/");
        options.ElasticPath.RateLimit.Enabled = options.Sendcloud.RateLimit.Enabled = false;
        if (oauth)
        {
            options.Sendcloud.ClientId = Canary.Id;
            options.Sendcloud.ClientSecret = Canary.Secret;
        }
        else
        {
            options.Sendcloud.PublicKey = Canary.Id;
            options.Sendcloud.SecretKey = Canary.Secret;
        }

        return options;
    }

    /// <summary>Runs it with a watchdog; what it throws is searched for secrets and returned.</summary>
    public async Task<Exception?> RecordAsync(Func<Task> run, TimeSpan? patience = null)
    {
        Exception? error = await Record.ExceptionAsync(() => run().WaitAsync(patience ?? Effort.Patience));
        if (error is not null)
        {
            Canary.Saw(error);
        }

        return error;
    }

    /// <summary>
    /// For trials that last: searches what was recorded so far, hands it out and keeps none of it. Not for use by several at once.
    /// </summary>
    public IReadOnlyList<string> SearchAndForget()
    {
        List<string> texts = [.. _telemetry.TakeAll().Where(IsOfClient)];
        texts.ForEach(Canary.Saw);
        Canary.AssertHidden();
        Canary.Forget();
        Time.Forget();
        _vendors?.ClearRequests();
        return texts;
    }

    /// <summary>Ends the client and checks what must hold after anything; disposing does it, too.</summary>
    public async Task EndAsync()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return;
        }

        await Client.DisposeAsync();
        if (_vendors is not null)
        {
            await Eventually.IsTrueAsync(() => _vendors.OpenRequests == 0);
            Canary.ForbidWhatWasSent(_vendors.Requests);
        }

        await _pool.AssertWholeAsync();
        foreach (string text in _telemetry.All.Where(IsOfClient))
        {
            Canary.Saw(text);
        }

        Canary.AssertHidden();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await EndAsync();
        }
        finally
        {
            _telemetry.Dispose();
            if (_vendors is not null)
            {
                await _vendors.DisposeAsync();
            }
        }
    }

    /// <summary>The server's own spans are its business: it is in this process by chance.</summary>
    private static bool IsOfClient(string text) => !text.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal);
}
