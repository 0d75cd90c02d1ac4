using IntegrationLogs.Client;
using Microsoft.Extensions.Options;
using Samples;
using Watch;
using Watch.CommandLine;

using var interrupt = new Interrupt();
try
{
    WorkerOptions options = OptionParser.Parse(args);
    if (options.Help)
    {
        await Console.Out.WriteAsync(HelpText.Text);
        return ExitCode.Success;
    }

    await new Run(options).RunAsync(interrupt.Token);
    return ExitCode.Success;
}
catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
{
    return interrupt.ExitCode;
}
catch (ReaderGoneException)
{
    // `… | head -1` has what it wanted.
    return ExitCode.Success;
}
catch (UsageException error)
{
    return Fail($"{error.Message} Try --help.", ExitCode.Usage);
}
catch (Exception error) when (error is IntegrationLogsException or OptionsValidationException or SettingsException
    or IOException or InvalidDataException or UnauthorizedAccessException)
{
    return Fail(error.Message, ExitCode.Failure);
}

static int Fail(string message, int exitCode)
{
    Console.Error.WriteLine($"watch: {PlainText.OneLine(message)}");
    return exitCode;
}
