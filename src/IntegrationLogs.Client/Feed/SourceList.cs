namespace IntegrationLogs.Client.Feed;

/// <summary>Sources as callers give them.</summary>
internal static class SourceList
{
    /// <exception cref="ArgumentException">There is no source, one is null, or one comes twice.</exception>
    public static LogSource[] Validated(IEnumerable<LogSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        LogSource[] all = [.. sources];
        if (all.Length == 0)
        {
            throw new ArgumentException("There is no source: name at least one.", nameof(sources));
        }

        var seen = new HashSet<LogSource>();
        foreach (LogSource source in all)
        {
            if (source is null)
            {
                throw new ArgumentException("A source is null.", nameof(sources));
            }

            if (!seen.Add(source))
            {
                throw new ArgumentException($"The source {source} comes twice.", nameof(sources));
            }
        }

        return all;
    }
}
