namespace IntegrationLogs.Client;

/// <summary>How a file of JSON lines is kept.</summary>
public sealed class JsonLinesSinkOptions : SinkOptions
{
    /// <summary>What is told of a log besides ids, names, times, statuses and counts.</summary>
    /// <value>Default: <see cref="SinkFields.None"/>.</value>
    public SinkFields Fields { get; set; }

    /// <summary>
    /// How many bytes the file has before another is begun: 1 or more; <see langword="null"/> for no limit. A batch is never parted, so that a file
    /// may be larger by one.
    /// </summary>
    /// <value>Default: 100 MB (100,000,000).</value>
    public long? MaxFileBytes { get; set; } = 100_000_000;

    /// <summary>Whether another file is begun with the first batch of each day, in UTC.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool Daily { get; set; }

    /// <summary>How many full files are kept besides the one that is written: 1 to 10,000. The oldest are deleted.</summary>
    /// <value>Default: 10.</value>
    public int MaxFiles { get; set; } = 10;
}
