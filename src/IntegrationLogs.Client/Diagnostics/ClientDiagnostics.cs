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
/// Spans, counters and logs of the clients. They name vendors, endpoint templates, statuses, counts and times: no id, query, header,
/// token or content goes through here.
/// </summary>
internal sealed class ClientDiagnostics
{
    public const string Name = "IntegrationLogs.Client";

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
        : this(meters.Create(Name), loggers.CreateLogger(Name))
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
            "integration_logs.client.rate_limit.wait", "s", "How long requests waited for the rate limit, those that did.");
        Watches = new WatchDiagnostics(meter, _logger);
    }

    /// <summary>For lists that belong to no client.</summary>
    public static ClientDiagnostics WithoutLogger { get; } = new(new Meter(Name), NullLogger.Instance);

    public WatchDiagnostics Watches { get; }

    public void PageRead<T>(WalkInfo info, IReadOnlyList<T> items)
    {
        var tags = new TagList { { TagNames.Vendor, info.Vendor.ToString() }, { TagNames.Endpoint, info.Endpoint } };
        _pages.Add(1, tags);
        _items.Add(items.Count, tags);
        _logger.PageRead(info.Vendor, info.Endpoint, items.Count);
        UnreadableRecord[] unreadable = [.. items.OfType<IVendorRecord>().Select(record => record.Unreadable).OfType<UnreadableRecord>()];
        if (unreadable.Length > 0)
        {
            _unreadable.Add(unreadable.Length, tags);
            _logger.UnreadableRecords(info.Vendor, info.Endpoint, unreadable.Length, unreadable[0].Reason);
        }
    }

    public void ListMoved(WalkInfo info, int from, int to) => _logger.ListMoved(info.Vendor, info.Endpoint, from, to);

    public void PlaceSearched(WalkInfo info, int from, int to, int request, int maxRequests) =>
        _logger.PlaceSearched(info.Vendor, info.Endpoint, from, to, request, maxRequests);

    public void TotalContradicted(WalkInfo info, long total, int read) =>
        _logger.TotalContradicted(info.Vendor, info.Endpoint, total, read);

    public void EndContradicted(WalkInfo info, int offset) => _logger.EndContradicted(info.Vendor, info.Endpoint, offset);

    public void Retrying(IntegrationVendor vendor, CallState call, Outcome<HttpResponseMessage> outcome)
    {
        string reason = outcome.Result switch
        {
            null => outcome.Exception!.GetType().Name,
            { IsSuccessStatusCode: true } => CutJson,
            HttpResponseMessage refused => ((int)refused.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        _retries.Add(
            1,
            new TagList { { TagNames.Vendor, vendor.ToString() }, { TagNames.Endpoint, call.Endpoint }, { TagNames.ErrorType, reason } });
        _logger.Retrying(vendor, call.Endpoint, call.Attempts, reason, Math.Round(call.RetryDelay.TotalMilliseconds));
    }

    public void WaitedForRateLimit(IntegrationVendor vendor, CallState call, TimeSpan wait)
    {
        _rateLimitWaits.Record(
            wait.TotalSeconds, new TagList { { TagNames.Vendor, vendor.ToString() }, { TagNames.Endpoint, call.Endpoint } });
        PageSpan.Waited(wait);
    }

    public void AccountPaused(IntegrationVendor vendor, CallState call, HttpStatusCode status, TimeSpan pause, bool isAsked) =>
        _logger.AccountPaused(vendor, call.Endpoint, (int)status, isAsked ? "with" : "without", pause.TotalSeconds);

    public void RateChanged(IntegrationVendor vendor, RateChange change)
    {
        if (change.Now < change.Before)
        {
            _logger.RateLowered(vendor, change.Before, change.Now);
        }
        else
        {
            _logger.RateRaised(vendor, change.Before, change.Now);
        }
    }

    public void TokenFetched(IntegrationVendor vendor, TimeSpan lifetime)
    {
        _tokenFetches.Add(1, new TagList { { TagNames.Vendor, vendor.ToString() } });
        _logger.TokenFetched(vendor, Wording.Seconds(lifetime));
    }

    public void TokenFailed(IntegrationVendor vendor, Exception error)
    {
        string type = error.GetType().Name;
        _tokenFetches.Add(1, new TagList { { TagNames.Vendor, vendor.ToString() }, { TagNames.ErrorType, type } });
        _logger.TokenFailed(vendor, type);
    }

    public void TokenRejected(IntegrationVendor vendor) => _logger.TokenRejected(vendor);
}
