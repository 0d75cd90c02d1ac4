namespace IntegrationLogs.Client;

/// <summary>
/// A checkpoint was not stored, because another one has been stored since: two watches share a store, or somebody changed what is stored.
/// What is stored stays. Load it and go on from there, or give each watch a store of its own.
/// </summary>
public sealed class CheckpointConflictException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="store">The store, in words, such as the file's name; it is part of the message.</param>
    /// <param name="expectedVersion">The version that was expected; <see langword="null"/> for none.</param>
    /// <param name="actualVersion">The version that is stored; <see langword="null"/> for none.</param>
    public CheckpointConflictException(string store, string? expectedVersion, string? actualVersion)
        : base(
            $"The checkpoint was not stored: {store} has {Named(actualVersion)}, and {Named(expectedVersion)} was expected. Another watch "
            + "may use the same store: give each a store of its own. To go on from what is stored, load it again.")
    {
        ExpectedVersion = expectedVersion;
        ActualVersion = actualVersion;
    }

    /// <summary>The version that was expected; <see langword="null"/> for none.</summary>
    public string? ExpectedVersion { get; }

    /// <summary>The version that is stored; <see langword="null"/> for none.</summary>
    public string? ActualVersion { get; }

    private static string Named(string? version) => version is null ? "no checkpoint" : $"version {version}";
}
