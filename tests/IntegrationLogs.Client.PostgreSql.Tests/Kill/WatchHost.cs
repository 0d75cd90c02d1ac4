using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.PostgreSql.Tests.Kill;

/// <summary>A host with a watch that polls and saves often, and whose retries are quick.</summary>
internal static class WatchHost
{
    public const string Id = "account";
    public const string Secret = "account-secret";

    /// <param name="settings">What it watches, and where the entries go.</param>
    /// <param name="wrap">Makes another store of the database's.</param>
    public static IHost Build(WatchSettings settings, Func<ILogStore, ILogStore>? wrap = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddIntegrationLogsClient(options =>
        {
            options.ElasticPath.BaseAddress = settings.Server;
            (options.ElasticPath.ClientId, options.ElasticPath.ClientSecret) = (Id, Secret);
            options.Sendcloud.BaseAddress = new Uri(settings.Server, "/api/v3");
            (options.Sendcloud.PublicKey, options.Sendcloud.SecretKey) = (Id, Secret);
            options.ElasticPath.RateLimit.Enabled = options.Sendcloud.RateLimit.Enabled = false;
        });
        builder.Services.AddIntegrationLogsPostgres(settings.Connection, options => options.Schema = settings.Schema);
        builder.Services.AddIntegrationLogsWatch(options =>
        {
            foreach (LogSource source in settings.Sources)
            {
                options.Sources.Add(source);
            }

            options.CheckpointEvery = 5;
            options.CheckpointInterval = TimeSpan.FromMilliseconds(5);
            options.RetryBaseDelay = TimeSpan.FromMilliseconds(5);
            options.RetryMaxDelay = TimeSpan.FromMilliseconds(20);
            options.Watch = new WatchOptions
            {
                Start = WatchStart.At(settings.Since),
                PollInterval = TimeSpan.FromMilliseconds(10),
                MaxErrorPause = TimeSpan.FromMilliseconds(20),
                AllowedLateness = ArrivingLogs.AllowedLateness,
                MaxPages = 100,
            };
        }).ToStore();
        if (wrap is not null)
        {
            builder.Services.AddOptions<IntegrationLogsWatchOptions>().Configure<IServiceProvider>(
                (options, provider) => options.CheckpointStore = wrap(provider.GetRequiredService<ILogStore>()));
        }

        return builder.Build();
    }
}
