using System.Globalization;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Hosting;

/// <summary>What telemetry calls the error of a handler or a sink.</summary>
internal static class SinkErrors
{
    /// <summary>The status, <c>timeout</c>, what the network failed at, or else the type of what was thrown first.</summary>
    public static string TypeOf(Exception error) => error switch
    {
        IntegrationLogsSinkException { StatusCode: { } status } => ((int)status).ToString(CultureInfo.InvariantCulture),
        IntegrationLogsSinkException { IsTimeout: true } => "timeout",
        IntegrationLogsSinkException { InnerException: { } cause } => ErrorTypes.Of(cause),
        _ => ErrorTypes.Of(error),
    };
}
