using IntegrationLogs.Client.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IntegrationLogs.Client.Hosting;

/// <summary>
/// Tells whether a hosted watch gets its logs and gets rid of them. It names sources and types of exceptions: no message, which could hold
/// anything.
/// </summary>
/// <param name="state">The watch.</param>
/// <param name="limit">How long a source may go without a poll, or a step without success; null for what suits the interval.</param>
/// <param name="failureThreshold">So many failed polls in a row make a source count as failing.</param>
/// <param name="time">The time.</param>
internal sealed class WatchHealthCheck(WatchState state, TimeSpan? limit, int failureThreshold, TimeProvider time) : IHealthCheck
{
    private const int MissedPolls = 3;
    private const int MostNames = 10;
    private const int MostSourcesInData = 100;

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
        return health switch
        {
            { HasEnded: true, EndError: string error } => (HealthStatus.Unhealthy, $"The watch has ended with {error}."),
            { HasEnded: true } => (HealthStatus.Unhealthy, "The watch has ended."),
            { HasBegun: false } => (HealthStatus.Unhealthy, "The watch has not begun."),
            { Step: not WatchStep.Watching } => (IsOver(health.StepSince) ? HealthStatus.Unhealthy : HealthStatus.Degraded, Standstill(health)),
            _ when IsOver(health.SavingSince) => (HealthStatus.Unhealthy, WithError("The checkpoint could not be saved yet", health.SaveError)),
            _ => JudgeSources(health, most, IsOver),
        };

        bool IsOver(long? since) => since is long given && time.GetElapsedTime(given) > most;
    }

    private (HealthStatus Status, string Description) JudgeSources(WatchHealth health, TimeSpan most, Func<long?, bool> isOver)
    {
        bool isNothingHandled = isOver(health.LastHandled ?? 0);
        SourceHealth[] old = [.. health.Sources.Where(source => source.Pending <= 0 && isOver(source.Since))];
        SourceHealth[] stuck =
        [
            .. health.Sources.Where(source => source.Pending > 0
                && (isOver(source.HandlingSince) || (source.HandlingSince is null && isNothingHandled && isOver(source.EntrySince)))),
        ];
        SourceHealth[] failing = [.. health.Sources.Where(source => source.Failures >= failureThreshold || old.Contains(source))];
        SourceHealth[] gaps = [.. health.Sources.Where(source => source.Gaps.Any(state.IsShown))];
        string handler = WithError(
            "The handler has not handled an entry yet",
            stuck.Select(source => source.HandlerError).FirstOrDefault(error => error is not null),
            stuck.Length < health.Sources.Count ? stuck : []);
        string[] troubles =
        [
            .. failing.Length > 0 ? [$"Some sources cannot be polled: {Names(failing)}."] : Array.Empty<string>(),
            .. stuck.Length > 0 ? [handler] : Array.Empty<string>(),
            .. gaps.Length > 0 ? [$"Logs of the last hour's gaps may be missing: {Names(gaps)}."] : Array.Empty<string>(),
        ];
        return health.Sources.Count switch
        {
            0 => (HealthStatus.Unhealthy, "The watch has no source."),
            int all when old.Length == all =>
                (HealthStatus.Unhealthy, $"No source has been polled with success for longer than {Wording.Duration(most)}."),
            int all when old.Length + stuck.Length == all => (HealthStatus.Unhealthy, string.Join(' ', troubles)),
            _ when troubles.Length > 0 => (HealthStatus.Degraded, string.Join(' ', troubles)),
            int all => (HealthStatus.Healthy, $"The watch polls {Wording.Count(all, "source")}."),
        };
    }

    private static string Names(SourceHealth[] sources)
    {
        string names = string.Join(", ", sources.Take(MostNames).Select(source => source.Source.Name));
        return sources.Length > MostNames ? $"{names} and {sources.Length - MostNames} more" : names;
    }

    private static string Standstill(WatchHealth health) => WithError(
        health.Step switch
        {
            WatchStep.Discovering => "The vendor's integrations are not known yet",
            WatchStep.Loading => "The checkpoint could not be loaded yet",
            _ => "The checkpoint could not be saved yet",
        },
        health.StepError);

    private static string WithError(string what, string? error, params SourceHealth[] sources) =>
        $"{what}{(error is null ? null : $" ({error})")}{(sources.Length == 0 ? null : $": {Names(sources)}")}.";

    private Dictionary<string, object> DataOf(WatchHealth health)
    {
        var data = new Dictionary<string, object>();
        Add("account", health.Account.Length == 0 ? null : health.Account);
        Add("sources", health.Sources.Count);
        Add("unsaved_entries", health.Unsaved);
        Add("catching_up", health.Sources.Count(source => source.IsCatchingUp));
        Add("step", health.Step is WatchStep.Watching ? null : health.Step.ToString());
        Add("step.last_error", health.StepError);
        Add("save.last_error", health.SaveError);
        foreach (SourceHealth source in health.Sources.OrderByDescending(Trouble).Take(MostSourcesInData))
        {
            Add($"{source.Source.Name}.last_poll", source.LastPoll);
            Add($"{source.Source.Name}.last_error", source.LastError);
            Add($"{source.Source.Name}.last_status", source.LastStatus);
            Add($"{source.Source.Name}.handler_error", source.HandlerError);
            Add($"{source.Source.Name}.catching_up", source.IsCatchingUp ? true : null);
            Add($"{source.Source.Name}.gaps", source.Gaps.Any(state.IsShown) ? source.Gaps.Count(state.IsShown) : null);
        }

        return data;

        void Add(string key, object? value)
        {
            if (value is not null)
            {
                data[key] = value;
            }
        }
    }

    /// <summary>Where there are too many sources to name, those that have the most to tell come first.</summary>
    private int Trouble(SourceHealth source) =>
        (source.LastError is null ? 0 : 4) + (source.HandlerError is null ? 0 : 2) + (source.Gaps.Any(state.IsShown) ? 1 : 0);
}
