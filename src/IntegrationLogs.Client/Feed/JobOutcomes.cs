using System.Runtime.CompilerServices;
using System.Threading.Channels;
using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client.Feed;

/// <summary>The outcomes of an integration's jobs in the order of the jobs, the logs of several fetched at once.</summary>
internal static class JobOutcomes
{
    private const int MostAtOnce = 4;

    public static async IAsyncEnumerable<JobOutcome> ReadAsync(
        IElasticPathClient client, string integrationId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // One more is the outcome that is waited for here.
        var outcomes = Channel.CreateBounded<Task<JobOutcome>>(MostAtOnce - 1);
        Task listing = StartEachAsync(client, integrationId, outcomes.Writer, leaving.Token);
        try
        {
            await foreach (Task<JobOutcome> outcome in outcomes.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return await outcome.ConfigureAwait(false);
            }
        }
        finally
        {
            await leaving.CancelAsync().ConfigureAwait(false);
            await listing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (outcomes.Reader.TryRead(out Task<JobOutcome>? left))
            {
                await ((Task)left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await listing.ConfigureAwait(false);
    }

    public static async Task<JobOutcome> GetAsync(
        IElasticPathClient client, string integrationId, string jobId, CancellationToken cancellationToken)
    {
        List<ElasticPathLog> logs = [];
        await foreach (ElasticPathLog log in client.GetJobLogsAsync(integrationId, jobId, PagingOptions.Default, cancellationToken)
            .WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            logs.Add(log);
        }

        return JobOutcome.From(integrationId, jobId, logs);
    }

    private static async Task StartEachAsync(
        IElasticPathClient client, string integrationId, ChannelWriter<Task<JobOutcome>> outcomes, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (ElasticPathJob job in client.GetIntegrationJobsAsync(integrationId, PagingOptions.Default, cancellationToken)
                .WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                // Nothing else writes: the place that is waited for is still there when the fetch has been started.
                if (ApiPath.CanBeSegment(job.Id) && await outcomes.WaitToWriteAsync(cancellationToken).ConfigureAwait(false))
                {
                    outcomes.TryWrite(GetOrUnknownAsync(client, integrationId, job.Id, cancellationToken));
                }
            }
        }
        finally
        {
            // A failure reaches the consumer through the task, after the outcomes that came before it.
            outcomes.Complete();
        }
    }

    private static async Task<JobOutcome> GetOrUnknownAsync(
        IElasticPathClient client, string integrationId, string jobId, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(client, integrationId, jobId, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiNotFoundException)
        {
            return JobOutcome.From(integrationId, jobId, []);
        }
    }
}
