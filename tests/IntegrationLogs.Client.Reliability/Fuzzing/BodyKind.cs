using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>An endpoint and what its answers look like: the vendors' examples, and pages of sample logs in every envelope.</summary>
internal sealed record BodyKind(
    IntegrationVendor Vendor, Func<StubbedClient, Task<IReadOnlyList<ReadRecord>>> ReadAsync, params IReadOnlyList<JsonTree> Examples)
{
    private const string SampleMeta = "\"meta\":{\"page\":{\"limit\":25,\"offset\":0,\"current\":1,\"total\":1},\"results\":{\"total\":2}}";
    private const string SampleLinks = "\"links\":{\"first\":\"https://x.example/a\",\"next\":\"https://x.example/b?c=d\",\"prev\":null}";

    private static readonly IntegrationLogsJsonContext Json = IntegrationLogsJsonContext.Default;

    public static readonly BodyKind[] ElasticPath =
    [
        new(
            IntegrationVendor.ElasticPath,
            async client => Records((await client.ElasticPath.GetLogsAsync()).Data, Json.ElasticPathLog),
            Example(Tests.Infrastructure.Examples.AllLogs),
            Page(SampleLogs.ElasticPath(seed: 1, count: 3), Json.ElasticPathLog, SampleMeta),
            Page(SampleLogs.ElasticPath(seed: 2, count: 2), Json.ElasticPathLog, SampleLinks)),
        new(
            IntegrationVendor.ElasticPath,
            async client => Records((await client.ElasticPath.GetIntegrationJobsAsync("a")).Data, Json.ElasticPathJob),
            Example(Tests.Infrastructure.Examples.IntegrationJobs)),
        new(
            IntegrationVendor.ElasticPath,
            async client => Records((await client.ElasticPath.GetIntegrationsAsync()).Data, Json.ElasticPathIntegration),
            JsonTree.Parse($$"""{"data":[{{Tests.Infrastructure.Examples.ElasticPathIntegration}}],{{SampleMeta}},{{SampleLinks}}}""")),
        new(
            IntegrationVendor.ElasticPath,
            async client => Records([await client.ElasticPath.GetIntegrationAsync("a")], Json.ElasticPathIntegration),
            JsonTree.Parse($$"""{"data":{{Tests.Infrastructure.Examples.ElasticPathIntegration}}}""")),
    ];

    public static readonly BodyKind[] Sendcloud =
    [
        new(
            IntegrationVendor.Sendcloud,
            async client => Records((await client.Sendcloud.GetLogsAsync()).Data, Json.SendcloudLog),
            Example(Tests.Infrastructure.Examples.SendcloudLogs),
            Page(SampleLogs.Sendcloud(seed: 1, count: 4), Json.SendcloudLog, SampleLinks)),
        new(
            IntegrationVendor.Sendcloud,
            async client => Records((await client.Sendcloud.GetIntegrationsAsync()).Data, Json.SendcloudIntegration),
            JsonTree.Parse($$"""{"data":[{{Tests.Infrastructure.Examples.SendcloudIntegration}}]}""")),
        new(
            IntegrationVendor.Sendcloud,
            async client => Records([await client.Sendcloud.GetIntegrationAsync(1)], Json.SendcloudIntegration),
            JsonTree.Parse($$"""{"data":{{Tests.Infrastructure.Examples.SendcloudIntegration}}}""")),
    ];

    private static JsonTree Example(string name) => JsonTree.Parse(Tests.Infrastructure.Examples.Text(name));

    private static JsonTree Page<T>(IEnumerable<T> records, JsonTypeInfo<T> type, string beside)
    {
        string data = string.Join(',', records.Select(record => JsonSerializer.Serialize(record, type)));
        return JsonTree.Parse($$"""{"data":[{{data}}],{{beside}}}""");
    }

    private static IReadOnlyList<ReadRecord> Records<T>(IEnumerable<T> records, JsonTypeInfo<T> type)
        where T : class =>
        [.. records.Select(record => new ReadRecord(record, type))];
}

/// <summary>A record of any kind, with how it is written.</summary>
internal sealed record ReadRecord(object Value, JsonTypeInfo Type);
