using System.Diagnostics;
using System.Diagnostics.Metrics;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Paging;
using Microsoft.Extensions.Logging;
using Polly;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>
/// Spans, counters and logs of the clients. They name vendors, endpoint templates, statuses, counts and times: no id, query, header,
/// token or content goes through here.
/// </summary>
internal sealed class ClientDiagnostics
{
    public const string Name = "IntegrationLogs.Client";

    private static readonly ActivitySource Activities = new(Name);

    private readonly ILogger _logger;
    private readonly Counter<long> _pages;
    private readonly Counter<long> _items;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _tokenFetches;

    public ClientDiagnostics(IMeterFactory meters, ILoggerFactory loggers)
    {
        _logger = loggers.CreateLogger(Name);
        Meter meter = meters.Create(Name);
        _pages = meter.CreateCounter<long>("integration_logs.client.pages", "{page}", "Pages handed out.");
        _items = meter.CreateCounter<long>("integration_logs.client.items", "{item}", "Records handed out.");
        _retries = meter.CreateCounter<long>("integration_logs.client.retries", "{retry}", "Requests that were tried again.");
        _tokenFetches = meter.CreateCounter<long>("integration_logs.client.token_fetches", "{fetch}", "Access tokens asked for.");
    }

    /// <summary>The span around the fetching of one page; null when nobody listens.</summary>
    public static Activity? StartPage(WalkInfo info)
    {
        Activity? activity = Activities.StartActivity(info.Endpoint, ActivityKind.Client);
        activity?.SetTag(Tags.Vendor, info.Vendor.ToString());
        activity?.SetTag(Tags.Endpoint, info.Endpoint);
        return activity;
    }

    public static void PageFetched(Activity? activity, int items, ResponseInfo response)
    {
        activity?.SetTag(Tags.Items, items);
        activity?.SetTag(Tags.StatusCode, (int)response.StatusCode);
        if (response.Attempts > 1)
        {
            activity?.SetTag(Tags.ResendCount, response.Attempts - 1);
        }
    }

    public static void PageFailed(Activity? activity, Exception error)
    {
        string type = error is ApiException refused
            ? ((int)refused.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : error.GetType().FullName!;
        activity?.SetTag(Tags.ErrorType, type);
        activity?.SetStatus(ActivityStatusCode.Error);
    }

    public void PageRead(WalkInfo info, int items)
    {
        var tags = new TagList { { Tags.Vendor, info.Vendor.ToString() }, { Tags.Endpoint, info.Endpoint } };
        _pages.Add(1, tags);
        _items.Add(items, tags);
        _logger.PageRead(info.Vendor, info.Endpoint, items);
    }

    public void ListMoved(WalkInfo info, int from, int to) => _logger.ListMoved(info.Vendor, info.Endpoint, from, to);

    public void Retrying(IntegrationVendor vendor, CallState call, Outcome<HttpResponseMessage> outcome)
    {
        string reason = outcome.Result is HttpResponseMessage response
            ? ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : outcome.Exception!.GetType().Name;
        _retries.Add(1, new TagList { { Tags.Vendor, vendor.ToString() }, { Tags.Endpoint, call.Endpoint }, { Tags.ErrorType, reason } });
        _logger.Retrying(vendor, call.Endpoint, call.Attempts, reason, call.RetryDelay.TotalMilliseconds);
    }

    public void TokenFetched(IntegrationVendor vendor, TimeSpan lifetime)
    {
        _tokenFetches.Add(1, new TagList { { Tags.Vendor, vendor.ToString() } });
        _logger.TokenFetched(vendor, lifetime.TotalSeconds);
    }

    public void TokenFailed(IntegrationVendor vendor, Exception error)
    {
        string type = error.GetType().Name;
        _tokenFetches.Add(1, new TagList { { Tags.Vendor, vendor.ToString() }, { Tags.ErrorType, type } });
        _logger.TokenFailed(vendor, type);
    }

    public void TokenRejected(IntegrationVendor vendor) => _logger.TokenRejected(vendor);

    private static class Tags
    {
        public const string Vendor = "integration_logs.vendor";
        public const string Endpoint = "integration_logs.endpoint";
        public const string Items = "integration_logs.page.items";
        public const string StatusCode = "http.response.status_code";
        public const string ResendCount = "http.request.resend_count";
        public const string ErrorType = "error.type";
    }
}
