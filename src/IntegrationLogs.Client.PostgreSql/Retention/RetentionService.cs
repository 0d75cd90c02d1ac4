using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>Deletes old entries of all watches at the host's start and then daily; after a failure it tries again each hour.</summary>
/// <param name="database">Where they are.</param>
/// <param name="retention">How long entries are kept; null for ever.</param>
/// <param name="loggers">Makes the logger.</param>
internal sealed class RetentionService(LogDatabase database, TimeSpan? retention, ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);
    private static readonly TimeSpan RetryIn = TimeSpan.FromHours(1);

    private readonly ILogger _logger = loggers.CreateLogger("IntegrationLogs.Client");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        int failures = 0;
        while (retention is TimeSpan kept && !stoppingToken.IsCancellationRequested)
        {
            failures = await TryDeleteAsync(kept, failures, stoppingToken).ConfigureAwait(false);
            await Task.Delay(failures == 0 ? Interval : RetryIn, database.Time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>How many times it has failed in a row.</returns>
    private async Task<int> TryDeleteAsync(TimeSpan kept, int failures, CancellationToken stopping)
    {
        // A host's start does not wait for it.
        await Task.Yield();
        DateTimeOffset now = database.Time.GetUtcNow();
        DateTimeOffset cutoff = kept < now - DateTimeOffset.MinValue ? now - kept : DateTimeOffset.MinValue;
        try
        {
            long deleted = await OldEntries.DeleteAsync(database, watch: null, cutoff, stopping).ConfigureAwait(false);
            if (deleted > 0)
            {
                _logger.EntriesDeleted(database.Schema, cutoff.ToString("O", CultureInfo.InvariantCulture), deleted);
            }

            return 0;
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            return failures;
        }
        catch (Exception error) when (error is PostgresLogStoreException or InvalidDataException)
        {
            _logger.EntriesNotDeleted(error, database.Schema, failures + 1, RetryIn.TotalSeconds);
            return failures + 1;
        }
    }
}
