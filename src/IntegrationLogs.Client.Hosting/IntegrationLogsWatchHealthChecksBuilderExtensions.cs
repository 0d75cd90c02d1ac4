using IntegrationLogs.Client.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health checks of watches.</summary>
public static class IntegrationLogsWatchHealthChecksBuilderExtensions
{
    private const string CheckName = "IntegrationLogs.Watch";

    /// <summary>
    /// Adds a health check of a watch that runs in this host, under the name <c>IntegrationLogs.Watch</c> or
    /// <c>IntegrationLogs.Watch.{name}</c>.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The watch's name; empty for the one without.</param>
    /// <param name="limit">
    /// How long a source may go without a successful poll, and how long one entry may take to be handled or a checkpoint to be stored;
    /// <see langword="null"/> for three intervals of <see cref="IntegrationLogs.Client.PollOptions.PollInterval"/> and a minute.
    /// </param>
    /// <param name="failureThreshold">How many polls of a source have to fail in a row until it counts as failing: 1 or more.</param>
    /// <param name="failureStatus">What to report in place of <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to choose checks by.</param>
    /// <remarks>
    /// <para>
    /// Healthy while sources are watched, and all of them are polled within the limit. Degraded until the watch has started; while some
    /// sources fail, or have an entry that was not handled within the limit; and for an hour after a gap. Unhealthy when that is so of all
    /// sources, when the start or the storing of a checkpoint takes longer than the limit, and when the watch has ended. The description
    /// says which sources and why.
    /// </para>
    /// <para>
    /// The data has the account, the number of sources, how many of them are catching up, and how many entries have been handled since the
    /// last checkpoint. By source, for 100 at most, it has the time of the last successful poll, and of the failure since the
    /// <c>error.type</c> and the status.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not more than zero, or the threshold less than 1.</exception>
    public static IHealthChecksBuilder AddIntegrationLogsWatch(
        this IHealthChecksBuilder builder,
        string name = "",
        TimeSpan? limit = null,
        int failureThreshold = 3,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(failureThreshold, 1);
        if (limit is TimeSpan given)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(given, TimeSpan.Zero, nameof(limit));
        }

        return builder.Add(new HealthCheckRegistration(
            name.Length == 0 ? CheckName : $"{CheckName}.{name}",
            provider => new WatchHealthCheck(
                provider.GetKeyedService<WatchState>(name)
                    ?? throw new InvalidOperationException($"There is no watch named '{name}': call AddIntegrationLogsWatch."),
                limit,
                failureThreshold,
                provider.GetRequiredService<HostingRuntime>().Time),
            failureStatus,
            tags));
    }
}
