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
    /// How long a source may go without a successful poll, and how long one entry may take to be handled or its checkpoint to be stored;
    /// <see langword="null"/> for three intervals of <see cref="IntegrationLogs.Client.WatchOptions.PollInterval"/> and a minute.
    /// </param>
    /// <param name="failureStatus">What to report in place of <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to choose checks by.</param>
    /// <remarks>
    /// Healthy while every source is polled within the limit; degraded while some could not be polled; unhealthy when none was within the
    /// limit, when handling or storing takes longer, and when the watch has ended. The data has, by source, the time of the last successful
    /// poll and the type of the error since.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not more than zero.</exception>
    public static IHealthChecksBuilder AddIntegrationLogsWatch(
        this IHealthChecksBuilder builder,
        string name = "",
        TimeSpan? limit = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
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
                provider.GetRequiredService<HostingRuntime>().Time),
            failureStatus,
            tags));
    }
}
