using System.Globalization;
using FailureStore.CommandLine;
using FailureStore.Fakes;
using FailureStore.Storing;
using IntegrationLogs.Client;

namespace FailureStore.Watching;

/// <summary>Watches the vendors and stores what fails, until it is quiet or Ctrl-C.</summary>
internal sealed class Watch(FailureStoreOptions options)
{
    private const string RealAccounts = "real accounts";
    private const string FakeAccounts = "the fake vendors";

    private static readonly TimeSpan RealInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FakeInterval = TimeSpan.FromSeconds(2);

    private int _entries;
    private int _failures;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        IntegrationLogsClientOptions accounts = Accounts.FromEnvironment();
        bool isReal = Accounts.HasAny(accounts);
        using FailureDatabase database = FailureDatabase.Open(options.Database);
        LogCheckpoint? stored = database.Load(isReal ? RealAccounts : FakeAccounts);
        await using FakeVendors? fakes = isReal ? null : await FakeVendors.StartAsync(cancellationToken);
        IntegrationLogsClientOptions settings = fakes?.ClientOptions ?? accounts;
        await using var client = IntegrationLogsClient.Create(settings);
        IReadOnlyList<LogSource> sources = WatchedSources.Of(
            options, stored, [.. Enum.GetValues<IntegrationVendor>().Where(vendor => Accounts.Has(settings, vendor))]);
        LogCheckpoint start = stored?.ForSources(sources, options.Since) ?? LogCheckpoint.Create(sources, options.Since);
        database.Begin(start);
        using var quiet = new QuietSign(sources);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, options.UntilQuiet ? quiet.Come : CancellationToken.None);
        var watch = new WatchOptions
        {
            Start = WatchStart.After(start),
            PollInterval = options.Interval ?? (isReal ? RealInterval : FakeInterval),
            OnSourcePolled = quiet.Polled,
            OnSourceError = error =>
            {
                Console.Error.WriteLine($"failurestore: {PlainText.OneLine($"{error}")}");
                quiet.Failed(error);
            },
        };
        try
        {
            await foreach (WatchedEntry entry in client.Feed.WatchAsync(sources, watch, end.Token))
            {
                Take(entry, database);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && quiet.Come.IsCancellationRequested)
        {
        }
        finally
        {
            Conclude(fakes is not null);
        }

        return quiet.HasFailed ? ExitCode.Failure : ExitCode.Success;
    }

    private void Take(WatchedEntry entry, FailureDatabase database)
    {
        database.Store(entry);
        _entries++;
        if (entry.IsFailure)
        {
            _failures++;

            // No address and no message: both may hold what a shop keeps to itself.
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{entry.Vendor} log {entry.LogId}: integration {entry.IntegrationId}, failed, "
                + $"status {entry.StatusCode}, {entry.OccurredAt:O}"));
        }
    }

    private void Conclude(bool isMadeUp)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Stored {_failures:N0} failures of {_entries:N0} new logs in {PlainText.OneLine(options.Database)}."));
        if (isMadeUp)
        {
            Console.WriteLine("They are made up: without credentials in the environment, fake vendors inside this program are watched.");
        }
    }
}
