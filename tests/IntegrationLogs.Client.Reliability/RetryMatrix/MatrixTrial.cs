using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using IntegrationLogs.Client.Reliability.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Reliability.RetryMatrix;

/// <summary>A client under trial that meets the fault of one cell.</summary>
internal sealed class MatrixTrial : IAsyncDisposable
{
    private static readonly PagingOptions OnePage = new() { ReadAhead = 0, MaxPages = 1 };

    private readonly MatrixCell _cell;
    private readonly int _times;
    private readonly Strikes _strikes;
    private readonly Trial _trial;
    private int _sent;
    private int _others;
    private volatile bool _lastFailed;

    /// <param name="cell">What fails, and how.</param>
    /// <param name="after">How many requests go well before it fails.</param>
    /// <param name="times">How many fail.</param>
    public MatrixTrial(MatrixCell cell, int after, int times)
    {
        _cell = cell;
        _times = times;
        _strikes = new Strikes(after, times);
        Server = new MatrixServer(cell, _strikes, () => cell.RetryAfter.At(_trial!.Time.GetUtcNow()));
        _trial = Trial.Against(Trial.OptionsFor(Server.BaseAddress, oauth: cell.OnToken), Build);
        _trial.Time.Waiting = ListenInTime;
        if (cell.Fault != "refused")
        {
            Server.Connections.Listen();
        }
    }

    public MatrixServer Server { get; }

    /// <summary>How many requests of the kind that the cell is about the client has sent, those included that got nowhere.</summary>
    public int Sent => Volatile.Read(ref _sent);

    /// <summary>How many others it has sent.</summary>
    public int Others => Volatile.Read(ref _others);

    public IReadOnlyList<TimeSpan> Waits => _trial.Time.Waits;

    /// <summary>How many retries were logged.</summary>
    public int RetriesLogged => Logged("Warning 3 Retrying");

    /// <summary>How often it was logged that no token came.</summary>
    public int TokenFailuresLogged => Logged("Error 5 TokenFailed");

    /// <summary>Reads the page; the records' ids, and how many requests its own answer took.</summary>
    public async Task<MatrixReading> ReadAsync()
    {
        string[] ids = [];
        int attempts = 0;
        Exception? error = await _trial.RecordAsync(async () => (ids, attempts) = _cell.Vendor == IntegrationVendor.ElasticPath
            ? await FirstAsync(_trial.Client.ElasticPath.GetAllLogsAsync(OnePage), log => log.Id)
            : await FirstAsync(_trial.Client.Sendcloud.GetAllLogsAsync(OnePage), log => $"{log.Id}"));
        return new MatrixReading(error, ids, attempts);
    }

    /// <summary>Lets the token expire.</summary>
    public void ExpireToken() => _trial.Time.Clock.Advance(TimeSpan.FromHours(1));

    /// <summary>Lets the time pass that a vendor asked for.</summary>
    public void EndPause() => _trial.Time.Clock.Advance(_cell.RetryAfter.Asked ?? TimeSpan.Zero);

    /// <summary>Ends the client: every buffer is back, no secret shows, and no connection stays.</summary>
    public async Task EndAsync()
    {
        await _trial.EndAsync();
        await Eventually.IsTrueAsync(() => Server.Connections.Open == 0);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _trial.DisposeAsync();
        }
        finally
        {
            await Server.DisposeAsync();
        }
    }

    private static async Task<(string[] Ids, int Attempts)> FirstAsync<T>(AsyncPageable<T> pages, Func<T, string?> idOf)
    {
        await foreach (Page<T> page in pages.AsPages())
        {
            return ([.. page.Items.Select(item => idOf(item) ?? "none")], page.Response.Attempts);
        }

        throw new InvalidOperationException("There is no page.");
    }

    private int Logged(string what) =>
        _trial.Telemetry.Logs.Count(log => log.StartsWith($"IntegrationLogs.Client {what} ", StringComparison.Ordinal));

    private void Build(IIntegrationLogsClientBuilder builder)
    {
        Intercept.Add(builder, sending: Sending, received: Received);
        builder.ElasticPath.ConfigureHttpClient(SpeakHttp11);
        builder.Sendcloud.ConfigureHttpClient(SpeakHttp11);
        builder.ElasticPath.ConfigurePrimaryHttpMessageHandler((handler, _) => Configure((SocketsHttpHandler)handler));
        builder.Sendcloud.ConfigurePrimaryHttpMessageHandler((handler, _) => Configure((SocketsHttpHandler)handler));
        if (_cell.Fault == "body stalls")
        {
            BodyWatch.Add(builder, MatrixAnswers.BytesBeforeStall(_cell), WaitsForMore);
        }

        if (!_cell.OnToken)
        {
            builder.ElasticPath.UseAccessTokenProvider(_ => new FixedToken());
        }
    }

    /// <summary>
    /// Over TLS, HTTP/2 is asked for. While .NET finds that the server does not speak it, it may make one connection more than it needs.
    /// </summary>
    private static void SpeakHttp11(HttpClient http) => http.DefaultRequestVersion = HttpVersion.Version11;

    private Task Sending(HttpRequestMessage request)
    {
        bool isMeant = request.Method == HttpMethod.Post == _cell.OnToken;
        Interlocked.Increment(ref isMeant ? ref _sent : ref _others);
        return Task.CompletedTask;
    }

    private void Received(HttpResponseMessage response)
    {
        _lastFailed = response.Headers.Contains(MatrixAnswers.FaultHeader);
        if (_lastFailed)
        {
            Server.HeadersArrived();
        }
    }

    private void WaitsForMore()
    {
        if (_lastFailed)
        {
            _trial.Time.Clock.Advance(new ResilienceOptions().AttemptTimeout);
        }
    }

    private void ListenInTime(TimeSpan pause)
    {
        if (_cell.Fault == "refused" && _trial.Time.Waits.Count == _times)
        {
            Server.Connections.Listen();
        }
    }

    private void Configure(SocketsHttpHandler handler)
    {
        handler.UseProxy = false;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, errors) =>
            errors == SslPolicyErrors.None || !(_cell.Fault == "TLS not trusted" && _strikes.Next());
        bool looksUp = _cell.RetryAfter.Name == "none" && _times == Strikes.Always;
        if (_cell.Fault == "name not known" && !looksUp)
        {
            handler.ConnectCallback = ConnectAsync;
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        if (_strikes.Next())
        {
            await UnknownName.ThrowAsync();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(Server.Connections.EndPoint, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private sealed class FixedToken : IAccessTokenProvider
    {
        private static readonly AccessToken Token = new("canary-token", DateTimeOffset.MaxValue);

        public ValueTask<AccessToken> GetAccessTokenAsync(AccessToken? rejected, CancellationToken cancellationToken) => new(Token);
    }
}

/// <param name="Error">What was thrown, if anything was.</param>
/// <param name="Ids">The records' ids.</param>
/// <param name="Attempts">How many requests the page took.</param>
internal sealed record MatrixReading(Exception? Error, IReadOnlyList<string> Ids, int Attempts);
