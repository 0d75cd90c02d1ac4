using System.Diagnostics;
using System.Globalization;
using IntegrationLogs.Client.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntegrationLogs.Client.Benchmarks.Watching;

/// <summary>What a hosted watch of many logs has cost: a process of its own measures it, and writes it as a line.</summary>
/// <param name="Handled">How many entries were handled.</param>
/// <param name="CpuSeconds">Processor time from the host's start until all were.</param>
/// <param name="BytesWritten">Bytes that were written to the checkpoint file.</param>
/// <param name="Saves">How many checkpoints were stored.</param>
internal sealed record BurstRun(int Handled, double CpuSeconds, long BytesWritten, int Saves)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{BytesWritten / 1e6:0.00} MB in {Saves:N0} saves, {CpuSeconds:0.00} s of processor time");

    /// <summary>Watches shops in a new process, twice, and tells of the second time: the first also compiles.</summary>
    public static BurstRun Measure(string address, IEnumerable<string> shops, int entries, int pageSize, int maxPages, int checkpointEvery)
    {
        using Process process = OwnProcess.Start(
            "burst",
            address,
            string.Join(',', shops),
            entries.ToString(CultureInfo.InvariantCulture),
            pageSize.ToString(CultureInfo.InvariantCulture),
            maxPages.ToString(CultureInfo.InvariantCulture),
            checkpointEvery.ToString(CultureInfo.InvariantCulture));
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Split(' ') is [string handled, string cpu, string bytes, string saves]
            ? new BurstRun(
                int.Parse(handled, CultureInfo.InvariantCulture),
                double.Parse(cpu, CultureInfo.InvariantCulture),
                long.Parse(bytes, CultureInfo.InvariantCulture),
                int.Parse(saves, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The watching process printed '{output}'.");
    }

    /// <summary>The process itself.</summary>
    public static async Task WriteAsync(Uri address, long[] shops, int entries, int pageSize, int maxPages, int checkpointEvery)
    {
        await RunAsync(address, shops, entries, pageSize, maxPages, checkpointEvery);
        BurstRun run = await RunAsync(address, shops, entries, pageSize, maxPages, checkpointEvery);
        await Console.Out.WriteAsync(string.Create(
            CultureInfo.InvariantCulture, $"{run.Handled} {run.CpuSeconds:0.000} {run.BytesWritten} {run.Saves}"));
    }

    private static async Task<BurstRun> RunAsync(Uri address, long[] shops, int entries, int pageSize, int maxPages, int checkpointEvery)
    {
        string folder = Directory.CreateTempSubdirectory("integration-logs-").FullName;
        try
        {
            using var store = new CountingStore(Path.Combine(folder, "watch.checkpoint"));
            var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            int handled = 0;
            HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
            builder.Services.AddIntegrationLogsClient(options => Configure(options, address));
            builder.Services.AddIntegrationLogsWatch(
                options =>
                {
                    Array.ForEach(shops, shop => options.Sources.Add(LogSource.Sendcloud(shop)));
                    options.Watch = new WatchOptions
                    {
                        Start = WatchStart.Beginning,
                        PageSize = pageSize,
                        MaxPages = maxPages,
                        PollInterval = Interval,
                        AllowedLateness = TimeSpan.FromHours(1),
                    };
                    options.CheckpointStore = store;
                    options.CheckpointEvery = checkpointEvery;
                },
                (_, _) =>
                {
                    if (Interlocked.Increment(ref handled) == entries)
                    {
                        all.SetResult();
                    }

                    return Task.CompletedTask;
                });
            using IHost host = builder.Build();
            double began = OwnCpuSeconds();
            await host.StartAsync();
            await all.Task;
            await host.StopAsync();
            return new BurstRun(handled, OwnCpuSeconds() - began, store.Written, store.Saves);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Configure(IntegrationLogsClientOptions options, Uri address)
    {
        var fake = new FakeSendcloudOptions();
        options.Sendcloud.BaseAddress = new Uri(address, "/api/v3");
        (options.Sendcloud.PublicKey, options.Sendcloud.SecretKey) = (fake.PublicKey, fake.SecretKey);
        options.Sendcloud.RateLimit.Enabled = false;
    }

    private static double OwnCpuSeconds()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }
}
