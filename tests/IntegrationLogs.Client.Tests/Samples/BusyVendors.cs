using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Tests.Samples;

/// <summary>Both vendors with failures that come while they are asked for them, some requests failing, until it is closed.</summary>
internal sealed class BusyVendors : IAsyncDisposable
{
    private readonly object _lock = new();
    private readonly HashSet<string> _failures = [];
    private FakeVendorServer _server = null!;
    private bool _isClosed;
    private int _ids;

    private BusyVendors()
    {
    }

    public Dictionary<string, string> Settings => WatchSettings.For(_server);

    public IReadOnlySet<string> Failures => _failures;

    public static async Task<BusyVendors> StartAsync()
    {
        var vendors = new BusyVendors();
        vendors._server = await FakeVendorServer.StartAsync(options =>
        {
            options.ElasticPath.LogCount = options.Sendcloud.LogCount = 0;
            options.Sendcloud.Cursor = SendcloudCursor.Opaque;
            options.BeforeAnswer = _ => vendors.Arrive(2);
        });
        vendors._server.ElasticPath.Faults.For(request => request.SequenceNumber % 9 == 4, Fault.Status(503));
        vendors._server.Sendcloud.Faults.For(request => request.SequenceNumber % 9 == 7, Fault.Truncate(afterBytes: 100));
        vendors.Arrive(20);
        return vendors;
    }

    public void Arrive(int failures)
    {
        lock (_lock)
        {
            for (int i = 0; i < failures && !_isClosed; i++)
            {
                Add();
            }
        }
    }

    /// <summary>The last of each vendor; after them nothing comes any more.</summary>
    public IReadOnlySet<string> Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            return new HashSet<string> { Add(), Add() };
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private string Add()
    {
        int id = ++_ids;
        DateTimeOffset now = DateTimeOffset.UtcNow;
        if (id % 2 == 0)
        {
            _server.Sendcloud.Logs.Insert(0, new SendcloudLog { Id = id, IntegrationId = 1, ResponseCode = 500, CreatedAt = now });
        }
        else
        {
            _server.ElasticPath.Logs.Insert(
                0, new ElasticPathLog { Id = $"{id}", JobId = $"job-{id}", Attempt = 1, StatusCode = 500, Succeeded = false, CreatedAt = now });
        }

        _failures.Add($"{id}");
        return $"{id}";
    }
}
