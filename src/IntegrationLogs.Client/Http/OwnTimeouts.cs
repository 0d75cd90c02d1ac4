using Polly.Timeout;

namespace IntegrationLogs.Client.Http;

/// <summary>Tells the time-outs of these clients from those that other handlers have.</summary>
internal static class OwnTimeouts
{
    /// <summary>The name of the clients' pipelines, which Polly puts into what they throw.</summary>
    public const string Pipeline = "IntegrationLogs.Client";

    /// <summary>The setting behind a time-out; null if it is none of this client's.</summary>
    public static string? SettingOf(TimeoutRejectedException error, ResilienceOptions resilience) =>
        error.TelemetrySource is { PipelineName: not Pipeline } ? null
        : error.Timeout == resilience.AttemptTimeout ? $"{resilience.SettingName}.{nameof(resilience.AttemptTimeout)}"
        : error.Timeout == resilience.TotalTimeout ? $"{resilience.SettingName}.{nameof(resilience.TotalTimeout)}"
        : null;
}
