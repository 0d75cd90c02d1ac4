using IntegrationLogs.Client;
using Microsoft.Extensions.Options;
using QuickStart;
using QuickStart.CommandLine;
using Samples;

using var interrupt = new Interrupt();
QuickStartOptions? options = null;
try
{
    options = OptionParser.Parse(args);
    if (options.Help)
    {
        await Console.Out.WriteAsync(HelpText.Text);
        return ExitCode.Success;
    }

    return await new Run(options).RunAsync(interrupt.Token);
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
catch (ApiNotFoundException error) when (options?.Integration is string id)
{
    return Fail($"{VendorNames.Of(error.Vendor)} knows no integration {id}.", ExitCode.Failure);
}
catch (Exception error) when (error is IntegrationLogsException or OptionsValidationException or SettingsException or IOException)
{
    return Fail(error.Message, ExitCode.Failure);
}

static int Fail(string message, int exitCode)
{
    Console.Error.WriteLine($"quickstart: {PlainText.OneLine(message)}");
    return exitCode;
}
