using IntegrationLogs.Client.Benchmarks.Server;
using IntegrationLogs.Client.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Benchmarks.Watching;

/// <summary>A client that watches all integrations of the server, and whether what was listed there has come.</summary>
internal sealed class WatchedSources : IAsyncDisposable
{
    public const int MaxConcurrency = 16;

    private readonly object _lock = new();
    private readonly HashSet<string> _comeOrListed = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly ServerProcess _server;
    private readonly IntegrationLogsClient _client;
    private Task _consuming = Task.CompletedTask;
    private int _found;

    private WatchedSources(ServerProcess server, TimeProvider time)
    {
        _server = server;
        var options = new IntegrationLogsClientOptions();
        options.ElasticPath.BaseAddress = server.Address;
        (options.ElasticPath.ClientId, options.ElasticPath.ClientSecret) = (ElasticPath.ClientId, ElasticPath.ClientSecret);
        options.Sendcloud.BaseAddress = new Uri(server.Address, "/api/v3");
        (options.Sendcloud.PublicKey, options.Sendcloud.SecretKey) = (Sendcloud.PublicKey, Sendcloud.SecretKey);
        options.ElasticPath.RateLimit.Enabled = options.Sendcloud.RateLimit.Enabled = false;
        _client = IntegrationLogsClient.Create(options, builder =>
        {
            builder.Services.AddSingleton(time);
            builder.ElasticPath.AddHttpMessageHandler(InFlight.NewHandler);
            builder.Sendcloud.AddHttpMessageHandler(InFlight.NewHandler);
        });
    }

    public RequestsInFlight InFlight { get; } = new();

    /// <summary>How many sources there are.</summary>
    public int Count { get; private set; }

    public int Polls { get; private set; }

    public int Errors { get; private set; }

    /// <summary>How many logs were listed.</summary>
    public int Listed { get; private set; }

    /// <summary>How many entries came.</summary>
    public int Came { get; private set; }

    /// <summary>Whether what was listed has come, each log once, and nothing else.</summary>
    public bool HasAllOnce
    {
        get
        {
            lock (_lock)
            {
                return Came == Listed && _comeOrListed.Count == 0;
            }
        }
    }

    private static FakeElasticPathOptions ElasticPath { get; } = new();

    private static FakeSendcloudOptions Sendcloud { get; } = new();

    public static async Task<WatchedSources> StartAsync(
        ServerProcess server, WatchOptions options, TimeProvider time, Action<WatchedEntry>? onEntry = null)
    {
        var watched = new WatchedSources(server, time);
        List<LogSource> sources = [];
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await foreach (LogSource source in watched._client.Feed.DiscoverSourcesAsync(vendor))
            {
                sources.Add(source);
            }
        }

        watched.Count = sources.Count;
        options = options with
        {
            MaxConcurrency = MaxConcurrency,
            PageSize = 20,
            OnSourcePolled = watched.Polled,
            OnSourceError = _ => watched.Locked(() => watched.Errors++),
        };
        watched._consuming = watched.ConsumeAsync(watched._client.Feed.WatchAsync(sources, options), onEntry);
        return watched;
    }

    /// <summary>Has the server list new logs, of a time or of now.</summary>
    public void List(int logs, DateTimeOffset? time = null)
    {
        string[] names = _server.Ask($"list {logs} {time?.UtcTicks ?? 0}").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Locked(() =>
        {
            Listed += names.Length;
            Array.ForEach(names, Toggle);
        });
    }

    /// <summary>Waits for something, looking again and again; fails where the watch has ended or nothing comes for long.</summary>
    public async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!holds())
        {
            if (_consuming.IsCompleted)
            {
                await _consuming;
            }

            await Task.Delay(1, patience.Token);
        }
    }

    /// <summary>Whether all have been polled so often and all that was found has been taken.</summary>
    public bool IsThrough(int polls)
    {
        lock (_lock)
        {
            return Polls == Count * polls && Came == _found;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _consuming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _client.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ConsumeAsync(IAsyncEnumerable<WatchedEntry> entries, Action<WatchedEntry>? onEntry)
    {
        await foreach (WatchedEntry entry in entries.WithCancellation(_stop.Token))
        {
            onEntry?.Invoke(entry);
            Locked(() =>
            {
                Came++;
                Toggle($"{entry.FoundIn}/{entry.LogId}");
            });
        }
    }

    private void Polled(SourcePoll poll) => Locked(() =>
    {
        Polls++;
        _found += poll.NewEntries;
    });

    /// <summary>An entry can come before the server has told that it was listed: the second of both takes the first away.</summary>
    private void Toggle(string name)
    {
        if (!_comeOrListed.Remove(name))
        {
            _comeOrListed.Add(name);
        }
    }

    private void Locked(Action change)
    {
        lock (_lock)
        {
            change();
        }
    }
}
