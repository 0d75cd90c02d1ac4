using AspNetCore;
using IntegrationLogs.Client;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

string[] accounts = ["nl", "de"];
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);

// Without an account in the settings, fake vendors fail and recover, for you to see.
await using Demo? demo = await Demo.StartWhereNoAccountIsSetAsync(builder.Configuration, accounts);

var recent = new RecentIncidents();
IHealthChecksBuilder health = builder.Services.AddHealthChecks();
foreach (string account in accounts)
{
    builder.Services.AddIntegrationLogsClient(account, builder.Configuration.GetSection($"Accounts:{account}"));
    IIntegrationLogsWatchBuilder watch = builder.Services
        .AddIntegrationLogsWatch(account, builder.Configuration.GetSection("Watch"))
        .ToLogger()
        .ToSink("recent", _ => recent);
    builder.Services.Configure<IntegrationLogsWatchOptions>(account, options => options.ClientName = account);
    if (builder.Configuration.GetValue<Uri>("Webhook:Address") is Uri address)
    {
        watch.ToWebhook(address, options => options.SigningSecret = builder.Configuration["Webhook:SigningSecret"]);
    }

    if (builder.Configuration["Checkpoints"] is string directory)
    {
        watch.AddFileCheckpoints(Directory.CreateDirectory(directory).FullName);
    }

    health.AddIntegrationLogsWatch($"{account}.logger");
}

// Where to send it all: OTEL_EXPORTER_OTLP_ENDPOINT.
builder.Services.AddOpenTelemetry()
    .ConfigureResource(resource => resource.AddService("integration-logs"))
    .WithTracing(tracing => tracing.AddSource("IntegrationLogs.Client").AddAspNetCoreInstrumentation())
    .WithMetrics(metrics => metrics.AddMeter("IntegrationLogs.Client").AddAspNetCoreInstrumentation())
    .WithLogging(logging => logging.AddProcessor(new VendorTimeProcessor()))
    .UseOtlpExporter();

WebApplication app = builder.Build();
app.MapHealthChecks("/health");
app.MapGet("/incidents", () => recent.All);

// One line of JSON for each failure of the last hours, while it is read.
app.MapGet(
    "/accounts/{account}/failures",
    Results<Ok<IAsyncEnumerable<IntegrationLogEntry>>, NotFound> (string account, int? hours, IServiceProvider services, TimeProvider time) =>
    {
        if (services.GetKeyedService<IIntegrationLogFeed>(account) is not IIntegrationLogFeed feed)
        {
            return TypedResults.NotFound();
        }

        var filter = new EntryFilter { FailuresOnly = true, Since = time.GetUtcNow().AddHours(-(hours ?? 24)) };
        return TypedResults.Ok(feed.GetEntriesAsync([LogSource.ElasticPath(), LogSource.Sendcloud()], filter));
    });
await app.RunAsync();
