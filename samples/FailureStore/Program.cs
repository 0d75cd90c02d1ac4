using FailureStore.CommandLine;
using FailureStore.Reporting;
using FailureStore.Storing;
using FailureStore.Watching;
using IntegrationLogs.Client;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

using var interrupt = new Interrupt();
string database = string.Empty;
try
{
    FailureStoreOptions options = OptionParser.Parse(args);
    database = options.Database;
    if (options.Help)
    {
        await Console.Out.WriteAsync(HelpText.Text);
        return ExitCode.Success;
    }

    if (options.Report)
    {
        FailureReport.Write(options);
        return ExitCode.Success;
    }

    return await new Watch(options).RunAsync(interrupt.Token);
}
catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
{
    return interrupt.ExitCode;
}
catch (UsageException error)
{
    return Fail($"{error.Message} Try --help.", ExitCode.Usage);
}
catch (SqliteException error)
{
    return Fail($"'{database}': {error.Message}", ExitCode.Failure);
}
catch (Exception error) when (error is DatabaseException or IntegrationLogsException or OptionsValidationException or SettingsException
    or IOException or UnauthorizedAccessException)
{
    return Fail(error.Message, ExitCode.Failure);
}

static int Fail(string message, int exitCode)
{
    Console.Error.WriteLine($"failurestore: {PlainText.OneLine(message)}");
    return exitCode;
}
