using System.Text.Json;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>The examples of the vendors' pages, word for word.</summary>
internal static class Examples
{
    public const string AllLogs = "elastic-path-all-logs";
    public const string IntegrationLogs = "elastic-path-integration-logs";
    public const string IntegrationJobs = "elastic-path-integration-jobs";
    public const string SendcloudLogs = "sendcloud-integration-logs";
    public const string SendcloudNotFound = "sendcloud-integration-does-not-exist";

    public static string Text(string name)
    {
        using Stream stream = typeof(Examples).Assembly.GetManifestResourceStream($"IntegrationLogs.Client.Tests.Examples.{name}.json")
            ?? throw new ArgumentException($"There is no example '{name}'.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The records of an example, each as its own JSON text.</summary>
    public static IReadOnlyList<string> Records(string name)
    {
        using var document = JsonDocument.Parse(Text(name));
        return [.. document.RootElement.GetProperty("data").EnumerateArray().Select(record => record.GetRawText())];
    }

    /// <summary>An integration as the vendor's reference describes it; the page beside the logs has no example of one.</summary>
    public const string ElasticPathIntegration = """
        {
            "id": "8edd44ef-1856-4456-90ec-d9fab8a25049",
            "type": "integration",
            "name": "Order webhook",
            "description": "Tells the warehouse",
            "enabled": true,
            "integration_type": "webhook",
            "observes": ["order.created", "order.paid"],
            "configuration": { "url": "https://warehouse.example/hook", "secret_key": "shhh-very-secret" },
            "meta": { "timestamps": { "created_at": "2017-10-30T18:15:40.087650928Z", "updated_at": "2018-01-02T03:04:05Z" } }
        }
        """;

    public const string SendcloudIntegration = """
        {
            "id": 123,
            "shop_name": "Corner shop",
            "shop_url": "https://shop.example",
            "type": "shopify",
            "started_failing_at": "2023-03-01T02:02:00+01:00",
            "last_fetched_at": "2023-02-28T23:00:00.5Z",
            "created_at": "2022-01-01T00:00:00Z",
            "updated_at": "2022-06-01T12:00:00Z",
            "webhook_active": true,
            "webhook_url": "https://shop.example/hook?token=t0ken"
        }
        """;
}
