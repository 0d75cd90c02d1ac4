using System.Text.Json;
using BenchmarkDotNet.Attributes;
using IntegrationLogs.Client.Benchmarks.Clients;
using IntegrationLogs.Client.Benchmarks.Server;
using IntegrationLogs.Client.ElasticPath;
using IntegrationLogs.Client.Json;
using IntegrationLogs.Client.Sendcloud;

namespace IntegrationLogs.Client.Benchmarks;

/// <summary>One page of a hundred logs, from bytes to records: this package's reader and System.Text.Json with source generation.</summary>
[InProcess]
[MemoryDiagnoser]
public class ParserBenchmarks
{
    private readonly SharedValues _shared = new();
    private byte[] _page = [];

    [Params(IntegrationVendor.ElasticPath, IntegrationVendor.Sendcloud)]
    public IntegrationVendor Vendor { get; set; }

    [GlobalSetup]
    public void Render()
    {
        RenderedLogs logs = Vendor == IntegrationVendor.ElasticPath
            ? RenderedLogs.ElasticPath(PageServer.PageSize)
            : RenderedLogs.Sendcloud(PageServer.PageSize);
        _page = [.. "{\"data\":["u8, .. logs.Slice(0, logs.Count).Span, .. "],\"results\":{\"total\":100}}"u8];
    }

    [Benchmark(Baseline = true)]
    public int SourceGeneration() => Vendor == IntegrationVendor.ElasticPath
        ? JsonSerializer.Deserialize(_page, PlainContext.Default.PlainElasticPathPage)!.Data.Count
        : JsonSerializer.Deserialize(_page, PlainContext.Default.PlainSendcloudPage)!.Data.Count;

    [Benchmark]
    public int ThisPackage()
    {
        var json = new ObjectReader(_page, _shared);
        return Vendor == IntegrationVendor.ElasticPath
            ? ElasticPathPageReader.Read<ElasticPathLog>(ref json).Data.Count
            : SendcloudPageReader.Read<SendcloudLog>(ref json).Data.Count;
    }
}
