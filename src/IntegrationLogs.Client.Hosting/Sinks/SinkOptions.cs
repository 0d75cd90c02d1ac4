namespace IntegrationLogs.Client;

/// <summary>What a sink gets and how.</summary>
public class SinkOptions
{
    /// <summary>
    /// The sink's name, which no other of the watch has: letters, digits, <c>-</c> and <c>_</c>. Its own watch, with checkpoint and health
    /// check, is called <c>{watch}.{sink}</c>, and without a name of the watch as the sink is. A sink that is called otherwise begins anew.
    /// </summary>
    /// <value>Default: the kind of the sink, such as <c>webhook</c>.</value>
    public string Name { get; set; } = string.Empty;

    /// <summary>What the sink gets.</summary>
    /// <value>
    /// Default: <see cref="SinkContent.Incidents"/> for a webhook, Slack, Teams and sinks of your own; failures, too, for a logger and JSON lines.
    /// </value>
    public SinkContent Content { get; set; } = SinkContent.Incidents;

    /// <summary>How many entries and events a batch has at most: 1 to 10,000.</summary>
    /// <value>Default: 1 for a webhook, 10 for Slack and Teams, 100 for the others.</value>
    public int BatchSize { get; set; } = 100;

    /// <summary>How long the sink may take for a batch; more than zero, at most one hour.</summary>
    /// <value>Default: 30 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
