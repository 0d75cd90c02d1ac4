using System.Diagnostics;
using System.Text;

namespace IntegrationLogs.Client.Reliability.Kill;

/// <summary>A watcher as a process of its own.</summary>
internal sealed class WatcherProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private WatcherProcess(Process process, Action<string> sawLine)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => sawLine(line.Data ?? string.Empty);
        _process.ErrorDataReceived += (_, line) => _errors.AppendLine(line.Data);
    }

    public static WatcherProcess Start(WatcherSettings settings, Action<string> sawLine) => Start(
        new ProcessStartInfo("dotnet", ["exec", typeof(WatcherProcess).Assembly.Location, .. settings.ToArguments()]), sawLine);

    public static WatcherProcess Start(ProcessStartInfo start, Action<string> sawLine)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;

        // It is killed too young to gain by it.
        start.Environment["DOTNET_TieredPGO"] = "0";
        var watcher = new WatcherProcess(new Process { StartInfo = start }, sawLine);
        watcher._process.Start();
        watcher._process.BeginOutputReadLine();
        watcher._process.BeginErrorReadLine();
        return watcher;
    }

    /// <summary>Waits for something; fails if the process ends of itself before.</summary>
    public async Task UntilAsync(Task come)
    {
        Task ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(come, ended).WaitAsync(Effort.Patience) == ended)
        {
            Assert.Fail($"The watcher ended of itself, with {_process.ExitCode}: {_errors}");
        }
    }

    /// <summary>Kills it as <c>kill -9</c> does, and makes sure that this is how it ended.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Effort.Patience);
        Assert.True(_process.ExitCode == (OperatingSystem.IsWindows() ? -1 : 128 + 9), $"It ended with {_process.ExitCode}: {_errors}");
    }

    /// <summary>Waits until it ends of itself, with success.</summary>
    public async Task EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Effort.Patience);
        Assert.True(_process.ExitCode == 0, $"It ended with {_process.ExitCode}: {_errors}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
