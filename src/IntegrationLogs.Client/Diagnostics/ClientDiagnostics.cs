using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Http.Pacing;
using IntegrationLogs.Client.Json;
using IntegrationLogs.Client.Paging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>
/// Counters and logs of the clients. They name vendors, accounts, endpoint templates, statuses, counts and times: no id, query, header,
/// token or content goes through here.
/// </summary>
internal sealed class ClientDiagnostics
{
    public const string Name = "IntegrationLogs.Client";

    /// <summary>The package's version.</summary>
    public static readonly string Version = typeof(ClientDiagnostics).Assembly.GetName().Version!.ToString(fieldCount: 3);

    /// <summary>Why a success is asked for again.</summary>
    private const string CutJson = "CutJson";

    private readonly ILogger _logger;
    private readonly Counter<long> _pages;
    private readonly Counter<long> _items;
    private readonly Counter<long> _unreadable;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _tokenFetches;
    private readonly Histogram<double> _rateLimitWaits;

    public ClientDiagnostics(IMeterFactory meters, ILoggerFactory loggers)
        : this(meters.Create(Name, Version), loggers.CreateLogger(Name))
    {
    }

    private ClientDiagnostics(Meter meter, ILogger logger)
    {
        _logger = logger;
        _pages = meter.CreateCounter<long>("integration_logs.client.pages", "{page}", "Pages handed out.");
        _items = meter.CreateCounter<long>("integration_logs.client.items", "{item}", "Records handed out.");
        _unreadable = meter.CreateCounter<long>(
            "integration_logs.client.unreadable_records", "{record}", "Records handed out that could not be read.");
        _retries = meter.CreateCounter<long>("integration_logs.client.retries", "{retry}", "Requests that were tried again.");
        _tokenFetches = meter.CreateCounter<long>("integration_logs.client.token_fetches", "{fetch}", "Access tokens asked for.");
        _rateLimitWaits = meter.CreateHistogram<double>(
            "integration_logs.client.rate_limit.wait",
            "s",
            "How long requests waited for the rate limit, those that did.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 600] });
        Watches = new WatchDiagnostics(meter, _logger);
    }

    /// <summary>For lists that belong to no client.</summary>
    public static ClientDiagnostics WithoutLogger { get; } = new(new Meter(Name, Version), NullLogger.Instance);

    public WatchDiagnostics Watches { get; }

    public void PageRead<T>(WalkInfo info, IReadOnlyList<T> items)
    {
        ClientIdentity client = info.Client;
        TagList tags = client.Tags(info.Endpoint);
        _pages.Add(1, tags);
        _items.Add(items.Count, tags);
        _logger.PageRead(client.Text, info.Endpoint, items.Count, client.Vendor, client.Account);
        UnreadableRecord[] unreadable = [.. items.OfType<IVendorRecord>().Select(record => record.Unreadable).OfType<UnreadableRecord>()];
        if (unreadable.Length > 0)
        {
            _unreadable.Add(unreadable.Length, tags);
            _logger.UnreadableRecords(
                client.Text, info.Endpoint, unreadable.Length, unreadable[0].Reason, client.Vendor, client.Account);
        }
    }

    public void ListMoved(WalkInfo info, int from, int to) =>
        _logger.ListMoved(info.Client.Text, info.Endpoint, from, to, info.Client.Vendor, info.Client.Account);

    public void PlaceSearched(WalkInfo info, int from, int to, int request, int maxRequests) => _logger.PlaceSearched(
        info.Client.Text, info.Endpoint, from, to, request, maxRequests, info.Client.Vendor, info.Client.Account);

    public void TotalContradicted(WalkInfo info, long total, int read) =>
        _logger.TotalContradicted(info.Client.Text, info.Endpoint, total, read, info.Client.Vendor, info.Client.Account);

    public void EndContradicted(WalkInfo info, int offset) =>
        _logger.EndContradicted(info.Client.Text, info.Endpoint, offset, info.Client.Vendor, info.Client.Account);

    public void Retrying(ClientIdentity client, CallState call, Outcome<HttpResponseMessage> outcome)
    {
        string reason = outcome.Result switch
        {
            null => outcome.Exception!.GetType().Name,
            { IsSuccessStatusCode: true } => CutJson,
            HttpResponseMessage refused => Spans.TypeOf((int)refused.StatusCode),
        };
        TagList tags = client.Tags(call.Endpoint);
        tags.Add(TagNames.ErrorType, reason);
        _retries.Add(1, tags);
        double delay = Math.Round(call.RetryDelay.TotalMilliseconds);
        _logger.Retrying(client.Text, call.Endpoint, call.Attempts, reason, delay, client.Vendor, client.Account);
    }

    public void WaitedForRateLimit(ClientIdentity client, CallState call, TimeSpan wait)
    {
        _rateLimitWaits.Record(wait.TotalSeconds, client.Tags(call.Endpoint));
        HttpSpan.Waited(call, wait);
    }

    public void AccountPaused(ClientIdentity client, CallState call, HttpStatusCode status, TimeSpan pause, bool isAsked)
    {
        string with = isAsked ? "with" : "without";
        _logger.AccountPaused(client.Text, call.Endpoint, (int)status, with, pause.TotalSeconds, client.Vendor, client.Account);
    }

    public void RateChanged(ClientIdentity client, RateChange change)
    {
        if (change.Now < change.Before)
        {
            _logger.RateLowered(client.Text, change.Before, change.Now, client.Vendor, client.Account);
        }
        else
        {
            _logger.RateRaised(client.Text, change.Before, change.Now, client.Vendor, client.Account);
        }
    }

    public void TokenFetched(ClientIdentity client, TimeSpan lifetime)
    {
        _tokenFetches.Add(1, client.Tags());
        _logger.TokenFetched(client.Text, Wording.Seconds(lifetime), client.Vendor, client.Account);
    }

    public void TokenFailed(ClientIdentity client, Exception error)
    {
        string type = error.GetType().Name;
        TagList tags = client.Tags();
        tags.Add(TagNames.ErrorType, type);
        _tokenFetches.Add(1, tags);
        _logger.TokenFailed(client.Text, type, client.Vendor, client.Account);
    }

    public void TokenRejected(ClientIdentity client) => _logger.TokenRejected(client.Text, client.Vendor, client.Account);
}
