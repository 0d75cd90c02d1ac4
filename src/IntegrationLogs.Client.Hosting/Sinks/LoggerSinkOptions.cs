namespace IntegrationLogs.Client;

/// <summary>What is logged.</summary>
public sealed class LoggerSinkOptions : SinkOptions
{
    /// <summary>
    /// What is told of a log besides ids, names, times, statuses and counts. <see cref="SinkFields.VendorLog"/> is too long for a log event.
    /// </summary>
    /// <value>Default: <see cref="SinkFields.None"/>.</value>
    public SinkFields Fields { get; set; }
}
