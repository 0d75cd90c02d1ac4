using IntegrationLogs.Client.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IntegrationLogs.Client.Hosting;

/// <summary>
/// Tells whether a hosted watch gets its logs and gets rid of them. It names sources and types of exceptions: no message, which could hold
/// anything.
/// </summary>
/// <param name="state">The watch.</param>
/// <param name="limit">How long a source may go without a poll, or a step without success; null for what suits the interval.</param>
/// <param name="time">The time.</param>
internal sealed class WatchHealthCheck(WatchState state, TimeSpan? limit, TimeProvider time) : IHealthCheck
{
    private const int MissedPolls = 3;

    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        WatchHealth health = state.Health;
        TimeSpan most = limit ?? ((MissedPolls * health.PollInterval) + Grace);
        (HealthStatus status, string description) = Judge(health, most);
        return Task.FromResult(new HealthCheckResult(
            status == HealthStatus.Unhealthy ? context.Registration.FailureStatus : status, description, data: DataOf(health)));
    }

    private (HealthStatus Status, string Description) Judge(WatchHealth health, TimeSpan most)
    {
        SourceHealth[] old = [.. health.Sources.Where(source => source.Pending <= 0 && IsOver(source.Since))];
        string[] troubled = [.. health.Sources.Where(source => source.LastError is not null || old.Contains(source)).Select(Name)];
        return health switch
        {
            { HasEnded: true, EndError: string error } => (HealthStatus.Unhealthy, $"The watch has ended with {error}."),
            { HasEnded: true } => (HealthStatus.Unhealthy, "The watch has ended."),
            { HasBegun: false } => (HealthStatus.Unhealthy, "The watch has not begun."),
            { Step: not WatchStep.Waiting } when IsOver(health.StepSince) => (HealthStatus.Unhealthy, Standstill(health)),
            _ when old.Length > 0 && old.Length == health.Sources.Count =>
                (HealthStatus.Unhealthy, $"No source has been polled with success for longer than {Wording.Duration(most)}."),
            _ when troubled.Length > 0 => (HealthStatus.Degraded, $"Some sources cannot be polled: {string.Join(", ", troubled)}."),
            _ => (HealthStatus.Healthy, $"The watch polls {Wording.Count(health.Sources.Count, "source")}."),
        };

        bool IsOver(long since) => time.GetElapsedTime(since) > most;
    }

    private static string Name(SourceHealth source) => source.Source.Name;

    private static string Standstill(WatchHealth health)
    {
        string what = health.Step switch
        {
            WatchStep.Discovering => "The vendor's integrations are not known yet",
            WatchStep.Loading => "The checkpoint could not be loaded yet",
            WatchStep.Saving => "The checkpoint could not be saved yet",
            _ => "The handler has not handled an entry yet",
        };
        return health.StepError is null ? $"{what}." : $"{what} ({health.StepError}).";
    }

    private static Dictionary<string, object> DataOf(WatchHealth health)
    {
        var data = new Dictionary<string, object>();
        foreach (SourceHealth source in health.Sources)
        {
            Add($"{source.Source.Name}.last_poll", source.LastPoll);
            Add($"{source.Source.Name}.last_error", source.LastError);
        }

        Add("step", health.Step is WatchStep.Waiting ? null : health.Step.ToString());
        Add("step.last_error", health.StepError);
        return data;

        void Add(string key, object? value)
        {
            if (value is not null)
            {
                data[key] = value;
            }
        }
    }
}
