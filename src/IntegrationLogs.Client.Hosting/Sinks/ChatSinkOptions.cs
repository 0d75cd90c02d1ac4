namespace IntegrationLogs.Client;

/// <summary>How Slack or Teams is told.</summary>
public sealed class ChatSinkOptions : SinkOptions
{
    /// <summary>
    /// What is told of a log besides ids, names, times, statuses and counts. <see cref="SinkFields.VendorLog"/> is too long for a message.
    /// </summary>
    /// <value>Default: <see cref="SinkFields.None"/>.</value>
    public SinkFields Fields { get; set; }

    /// <summary>Whether the address may be <c>http:</c> to another machine, where everybody on the way can read along.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool AllowInsecure { get; set; }
}
