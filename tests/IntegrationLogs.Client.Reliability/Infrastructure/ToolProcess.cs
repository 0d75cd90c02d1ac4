using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace IntegrationLogs.Client.Reliability.Infrastructure;

/// <summary>
/// A server that is another program. It ends with this process, however that ends: a shell beside it waits for the end of the input
/// that only this process holds open.
/// </summary>
internal sealed class ToolProcess : IAsyncDisposable
{
    public const string Shell = "sh";

    /// <summary>A shell's script that runs its arguments, on a leash.</summary>
    public const string Leash = """
        exec 3<&0
        (cat <&3; kill "$$") >/dev/null 2>&1 &
        exec "$@" 3<&- </dev/null
        """;

    private readonly Process _process = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _said = new();
    private int _openOutputs = 2;
    private bool _isDisposed;

    private ToolProcess(string program, IEnumerable<string> arguments)
    {
        _process.StartInfo = new ProcessStartInfo(Shell, ["-c", Leash, program, program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    public static ToolProcess Start(string program, params IEnumerable<string> arguments)
    {
        var tool = new ToolProcess(program, arguments);
        tool._process.Start();
        tool._process.BeginOutputReadLine();
        tool._process.BeginErrorReadLine();
        return tool;
    }

    /// <summary>Waits for a line with this in it.</summary>
    /// <exception cref="InvalidOperationException">The program has ended without one.</exception>
    public async Task<string> SaysAsync(string text)
    {
        using var patience = new CancellationTokenSource(Effort.Patience);
        await foreach (string line in _lines.Reader.ReadAllAsync(patience.Token))
        {
            _said.AppendLine(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"{_process.StartInfo.ArgumentList[2]} has ended: {_said}");
    }

    /// <summary>Runs a program to its end. Null when it succeeded, otherwise what it said.</summary>
    public static string? Run(string program, string folder, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : $"{program} {string.Join(' ', arguments)} failed: {errors.Result}{output}".Trim();
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Writer.TryWrite(line);
        }
        else if (Interlocked.Decrement(ref _openOutputs) == 0)
        {
            _lines.Writer.Complete();
        }
    }
}
