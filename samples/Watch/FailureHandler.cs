using IntegrationLogs.Client;
using Microsoft.Extensions.Hosting;
using Samples;
using Watch.CommandLine;
using Watch.Output;

namespace Watch;

/// <summary>Prints what failed. When this has returned, the checkpoint behind the entry is stored.</summary>
internal sealed class FailureHandler(FailureOutput output, Tally tally, WorkerOptions options, IHostApplicationLifetime lifetime)
    : IWatchedEntryHandler
{
    public async Task HandleAsync(WatchedEntry entry, CancellationToken cancellationToken = default)
    {
        if (tally.Entries >= options.Entries)
        {
            // The stop is on its way, and what comes before it is for the next run.
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        if (entry.IsFailure)
        {
            await PrintAsync(entry, cancellationToken);
        }

        tally.Add(entry);
        if (tally.Entries == options.Entries)
        {
            lifetime.StopApplication();
        }
    }

    private async Task PrintAsync(WatchedEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            output.Write(entry);
        }
        catch (ReaderGoneException)
        {
            // Trying again, as the watch does after an exception, would not bring the reader back.
            lifetime.StopApplication();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
    }
}
