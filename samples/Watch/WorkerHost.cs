using IntegrationLogs.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Watch.CommandLine;
using Watch.Output;

namespace Watch;

/// <summary>What a worker that watches consists of: a client, a watch with its handler and its checkpoint, logs and health.</summary>
internal static class WorkerHost
{
    private static readonly TimeSpan HealthInterval = TimeSpan.FromSeconds(2);

    public static IHost Build(
        WorkerOptions options,
        IntegrationLogsClientOptions settings,
        ILogCheckpointStore store,
        Tally tally,
        IReadOnlyList<LogSource> sources,
        TimeSpan? interval)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        AddLog(builder.Logging);
        builder.Services.AddSingleton<IHostLifetime, OwnSignals>();
        builder.Services.AddSingleton(options).AddSingleton(tally).AddSingleton<FailureOutput>();
        builder.Services.AddIntegrationLogsClient(settings);
        builder.Services.AddIntegrationLogsWatch<FailureHandler>(watch =>
        {
            foreach (LogSource source in sources)
            {
                watch.Sources.Add(source);
            }

            watch.CheckpointStore = store;

            // What was printed is not printed again after a kill, and lines come one by one.
            watch.CheckpointEvery = 1;
            watch.MaxConcurrentHandlers = 1;
            watch.Watch = watch.Watch with
            {
                PollInterval = interval ?? watch.Watch.PollInterval,
                Start = WatchStart.At(TimeProvider.System.GetUtcNow() - options.Back),
                OnSourceError = tally.Failed,
                OnSourcePolled = tally.Polled,
            };
        });
        builder.Services.AddHealthChecks().AddIntegrationLogsWatch();
        builder.Services.AddSingleton<IHealthCheckPublisher, HealthLog>();
        builder.Services.Configure<HealthCheckPublisherOptions>(health => health.Delay = health.Period = HealthInterval);
        return builder.Build();
    }

    /// <summary>To standard error, a line each. It tells of sources that fail and recover, and of each retry.</summary>
    private static void AddLog(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.UseUtcTimestamp = true;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        // What ends the host is told by the program, and its health when it changes.
        logging.AddFilter("Microsoft", LogLevel.None);
    }
}
