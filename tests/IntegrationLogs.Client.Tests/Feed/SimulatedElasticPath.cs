using System.Net;
using IntegrationLogs.Client.ElasticPath;
using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>Elastic Path in memory, under the real pager: one list, the newest first, that cannot be read beyond an offset.</summary>
internal sealed class SimulatedElasticPath : AllLogsOfElasticPath, IIntegrationLogsClient
{
    private readonly List<ElasticPathLog> _logs = [];

    public SimulatedElasticPath() => ElasticPath = new ElasticPathClient(
        new Lazy<IElasticPathApi>(this), PagingOptions.Default, new WalkAccount(string.Empty, "https://shop.example"), Walks.Silent);

    /// <summary>No page may end beyond it.</summary>
    public int OffsetLimit { get; init; } = 10_000;

    /// <summary>What a request is refused with.</summary>
    public Func<Exception?> Refusal { get; set; } = () => null;

    public IReadOnlyList<ElasticPathLog> Logs => _logs;

    public IElasticPathClient ElasticPath { get; }

    public ISendcloudClient Sendcloud => throw new InvalidOperationException("Sendcloud is not configured.");

    public bool IsConfigured(IntegrationVendor vendor) => vendor == IntegrationVendor.ElasticPath;

    public void Add(string id, DateTimeOffset time) => _logs.Insert(0, new ElasticPathLog { Id = id, IntegrationId = "hook", CreatedAt = time });

    /// <summary>Lists a log where it belongs by its time.</summary>
    public void InsertByTime(ElasticPathLog log)
    {
        int index = _logs.FindIndex(other => other.CreatedAt <= log.CreatedAt);
        _logs.Insert(index < 0 ? _logs.Count : index, log);
    }

    public override Task<ElasticPathPage<ElasticPathLog>> GetLogsAsync(
        ElasticPathPageQuery page = default, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int offset = page.Offset ?? 0;
        int limit = page.Limit ?? PagingOptions.MaxPageSize;
        Exception? error = offset + limit > OffsetLimit
            ? new VendorApiException(IntegrationVendor.ElasticPath, HttpStatusCode.UnprocessableEntity, "The offset is too high.")
            : Refusal();
        return error is not null
            ? Task.FromException<ElasticPathPage<ElasticPathLog>>(error)
            : Task.FromResult(new ElasticPathPage<ElasticPathLog>
            {
                Data = [.. _logs.Skip(offset).Take(limit)],
                Limit = limit,
                Offset = offset,
                TotalItems = Math.Min(_logs.Count, OffsetLimit),
            });
    }
}
