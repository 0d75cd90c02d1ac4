using System.Collections.Concurrent;
using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.Kill;

/// <summary>
/// The program that is killed: it watches, delivers each entry and keeps its checkpoint, and says on standard output what it does. It is
/// this assembly once more, so there is nothing else to build or to find.
/// </summary>
internal static class WatcherProgram
{
    public static async Task<int> Main(string[] arguments)
    {
        WatcherSettings settings = WatcherSettings.From(arguments);
        EndWithTheTests();
        await using IntegrationLogsClient client = IntegrationLogsClient.Create(OptionsFor(settings.Server));
        using Delivery delivery = settings.InOneWrite ? new OneWriteDelivery(settings) : new TwoStepDelivery(settings);
        LogCheckpoint start = await delivery.LoadAsync() ?? LogCheckpoint.Create(settings.Sources, settings.Since);
        Console.WriteLine(Sayings.Started);
        var caughtUp = new ConcurrentDictionary<LogSource, bool>();
        var options = new WatchOptions
        {
            Start = WatchStart.After(start),
            PollInterval = TimeSpan.FromMilliseconds(10),
            MaxErrorPause = TimeSpan.FromMilliseconds(20),
            AllowedLateness = BusyVendors.AllowedLateness,
            PageSize = 25,

            // A poll is due again before a page is read: only one that reaches down to the watermark by itself is caught up.
            MaxPages = 100,
            OnSourcePolled = poll =>
            {
                // The first may end a catch-up of another process, with late logs above it.
                bool isWhole = poll.IsCaughtUp && !caughtUp.TryAdd(poll.Source, true);
                Console.WriteLine(isWhole ? Sayings.Polled(poll.Source, poll.NewEntries) : $"reading {poll.Source} {poll.NewEntries}");
            },
            OnGap = gap => Console.WriteLine($"gap {gap}"),
            OnSourceError = error => Console.WriteLine($"failed {error.Source} {error.Error.GetType().Name}"),
        };
        await foreach (WatchedEntry entry in client.Feed.WatchAsync(settings.Sources, options))
        {
            await delivery.TakeAsync(entry);
        }

        return 0;
    }

    /// <summary>Few and quick retries, so that some polls fail for good.</summary>
    private static IntegrationLogsClientOptions OptionsFor(Uri server)
    {
        IntegrationLogsClientOptions options = Trial.OptionsFor(server);
        options.Resilience.MaxRetries = 1;
        options.Resilience.BaseDelay = options.Resilience.MaxDelay = TimeSpan.FromMilliseconds(1);
        return options;
    }

    /// <summary>Only the tests hold the input open: it ends when they do, however they end.</summary>
    private static void EndWithTheTests() => new Thread(() =>
    {
        Console.In.ReadToEnd();
        Environment.Exit(1);
    })
    {
        IsBackground = true,
    }.Start();
}
