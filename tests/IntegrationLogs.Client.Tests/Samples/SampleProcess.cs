using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace IntegrationLogs.Client.Tests.Samples;

/// <summary>A sample that runs, as a process of its own.</summary>
internal sealed class SampleProcess(Process process) : IDisposable
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _deadline = new(LongestRun);

    public async Task<string?> ReadLineAsync() => await process.StandardOutput.ReadLineAsync(_deadline.Token);

    /// <summary>Reads standard error up to a line with these words.</summary>
    public async Task<string> ReadErrorsUntilAsync(string words)
    {
        var read = new StringBuilder();
        while (await process.StandardError.ReadLineAsync(_deadline.Token) is string line)
        {
            read.AppendLine(line);
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return read.ToString();
            }
        }

        throw new EndOfStreamException($"It ended without '{words}': {read}");
    }

    public void CloseOutput() => process.StandardOutput.Close();

    /// <summary>Does what Ctrl-C does.</summary>
    public async Task InterruptAsync()
    {
        using Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Does what <c>kill -9</c> does.</summary>
    public Task KillAsync()
    {
        process.Kill();
        return process.WaitForExitAsync(_deadline.Token);
    }

    /// <summary>Waits for the end; what was not read of standard output before comes with the result.</summary>
    public async Task<SampleResult> EndAsync(bool outputIsClosed = false)
    {
        Task<string> output = outputIsClosed ? Task.FromResult(string.Empty) : process.StandardOutput.ReadToEndAsync(_deadline.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(_deadline.Token);
        await process.WaitForExitAsync(_deadline.Token);
        return new SampleResult(process.ExitCode, await output, await errors);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
        _deadline.Dispose();
    }
}
