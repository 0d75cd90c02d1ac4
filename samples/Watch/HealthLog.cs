using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Watch;

/// <summary>Logs the watch's health when it changes. A program with a web server would give its health checks an address there.</summary>
internal sealed class HealthLog(ILogger<HealthLog> logger) : IHealthCheckPublisher
{
    private HealthStatus? _last;

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        if (report.Status != _last)
        {
            _last = report.Status;
            LogLevel level = report.Status == HealthStatus.Healthy ? LogLevel.Information : LogLevel.Warning;
            string reasons = string.Join(' ', report.Entries.Values.Select(check => check.Description));
            logger.Log(level, "{Status}: {Reasons}", report.Status, reasons);
        }

        return Task.CompletedTask;
    }
}
