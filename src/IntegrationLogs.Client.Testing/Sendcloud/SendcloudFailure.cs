namespace IntegrationLogs.Client.Testing.Sendcloud;

/// <summary>One way in which a shop system fails, as raw JSON where the vendor's field has more than one shape.</summary>
internal sealed record SendcloudFailure(string Method, string Path, int? Status, string? ExceptionType, string? Exception)
{
    private const string JsonHeaders = "{\"Content-Type\":\"application/json\",\"Connection\":\"keep-alive\"}";
    private const string HtmlHeaders =
        "{\"Cache-Control\":\"max-age=3600\",\"Content-Type\":\"text/html; charset=utf-8\",\"Connection\":\"keep-alive\"}";

    public string? ResponseHeaders { get; private init; }

    public string? ResponseBody { get; private init; }

    public string? RequestHeaders { get; private init; } = JsonHeaders;

    public string? Payload { get; private init; }

    public bool Protected { get; private init; }

    public string AdditionalData { get; private init; } = "\"\"";

    public bool HasNoUrl { get; private init; }

    /// <summary>Every shape the vendor's schema allows, in turn: objects, text, nulls, nothing at all.</summary>
    public static readonly SendcloudFailure[] All =
    [
        new("POST", "order-note.json", 495, "requests.exceptions.SSLError", "An SSL error occurred")
        {
            ResponseHeaders = HtmlHeaders,
            ResponseBody = "\"<!doctype html>\\n<html>\\n <head>\\n <title>SSL Certificate Error</title>\\n </head>\\n</html>\\n\"",
            RequestHeaders = HtmlHeaders,
            Payload = "{\"order_note\":{\"note\":\"Success\"}}",
        },
        new("GET", "orders.json", null, "requests.exceptions.ReadTimeout", "Read timed out. (read timeout=30)")
        {
            Payload = "null",
        },
        new("PUT", "fulfillments.json", 401, "requests.exceptions.HTTPError", "401 Client Error: Unauthorized")
        {
            ResponseHeaders = JsonHeaders,
            ResponseBody = "{\"errors\":\"Invalid API key or access token\"}",
            Payload = "\"tracking_number=3SYZXG0012345&notify=true\"",
        },
        new("GET", "orders/4711.json", 404, "requests.exceptions.HTTPError", "404 Client Error: Not Found")
        {
            ResponseHeaders = JsonHeaders,
            ResponseBody = "\"Not Found\"",
            Payload = "\"\"",
        },
        new("POST", "order-note.json", 500, null, null)
        {
            ResponseHeaders = "null",
            ResponseBody = "null",
            RequestHeaders = "\"Content-Type: application/json\"",
            Payload = "{\"order_note\":{\"note\":\"Versandetikett gedruckt – Größe M\"}}",
        },
        new("GET", "products.json", 429, "requests.exceptions.HTTPError", "429 Client Error: Too Many Requests")
        {
            ResponseHeaders = "{\"Retry-After\":\"2\"}",
            ResponseBody = "{\"errors\":{\"base\":[\"Exceeded 2 calls per second\"]}}",
            AdditionalData = "{\"attempt\":3,\"queue\":\"shop-orders\"}",
        },
        new("GET", "", null, "requests.exceptions.ConnectionError", "Failed to establish a new connection")
        {
            RequestHeaders = null,
            HasNoUrl = true,
        },
        new("POST", "webhooks.json", 403, "requests.exceptions.HTTPError", "403 Client Error: Forbidden")
        {
            ResponseHeaders = "{\"Set-Cookie\":\"***\"}",
            ResponseBody = "\"***\"",
            RequestHeaders = "{\"Authorization\":\"***\"}",
            Payload = "\"***\"",
            Protected = true,
        },
    ];
}
