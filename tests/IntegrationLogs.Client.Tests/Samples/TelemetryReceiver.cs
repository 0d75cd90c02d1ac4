using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProtoBuf;

namespace IntegrationLogs.Client.Tests.Samples;

/// <summary>A receiver of OTLP over HTTP, and of webhooks. It keeps what came.</summary>
internal sealed class TelemetryReceiver : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly List<(string Scope, OtlpLogs.Record Record)> _records = [];
    private readonly List<string> _hooks = [];
    private readonly WebApplication _app;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TelemetryReceiver()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<TelemetryReceiver> StartAsync()
    {
        var receiver = new TelemetryReceiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Waits for a log record.</summary>
    public Task<(string Scope, OtlpLogs.Record Record)> RecordAsync(Func<OtlpLogs.Record, bool> isMeant, CancellationToken cancellationToken) =>
        WaitAsync(() => _records.Where(one => isMeant(one.Record)).Select(one => ((string, OtlpLogs.Record)?)one).FirstOrDefault(), cancellationToken);

    /// <summary>Waits for what a webhook was sent.</summary>
    public async Task<string> HookAsync(Func<string, bool> isMeant, CancellationToken cancellationToken) =>
        (await WaitAsync(() => _hooks.Where(isMeant).Select(hook => (ValueTuple<string>?)new ValueTuple<string>(hook)).FirstOrDefault(), cancellationToken)).Item1;

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<T> WaitAsync<T>(Func<T?> find, CancellationToken cancellationToken)
        where T : struct
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (find() is T found)
                {
                    return found;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        body.Position = 0;
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (context.Request.Path == "/v1/logs")
            {
                _records.AddRange(
                    from resource in Serializer.Deserialize<OtlpLogs>(body).Resources
                    from scope in resource.Scopes
                    from record in scope.Records
                    select (scope.Scope?.Name ?? string.Empty, record));
            }
            else if (context.Request.Path == "/hook")
            {
                _hooks.Add(System.Text.Encoding.UTF8.GetString(body.ToArray()));
            }

            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.TrySetResult();
    }
}
