namespace IntegrationLogs.Client.PostgreSql;

/// <summary>
/// Saves that were sent off and not confirmed, because the connection broke or time ran out: whether they were carried out shows at the
/// next call, which the same caller makes with the same version.
/// </summary>
internal sealed class UnconfirmedSaves
{
    private readonly List<Save> _saves = [];
    private long? _expected;

    /// <summary>Forgets those of another version: their caller has read what is stored, and goes on from there.</summary>
    public void Expect(long? expected)
    {
        if (expected != _expected)
        {
            _saves.Clear();
            _expected = expected;
        }
    }

    /// <summary>The save that stored what is stored; null where it was none of these.</summary>
    public Save? Find((long Version, Guid SaveId)? stored) => _saves.Find(save => save.SaveId == stored?.SaveId);

    public void Add(Save save) => _saves.Add(save);

    public void Clear() => _saves.Clear();

    /// <param name="SaveId">Its id.</param>
    /// <param name="After">What is stored after it.</param>
    /// <param name="Entries">All entries that are stored then since the expected version.</param>
    internal sealed record Save(Guid SaveId, StoredWatch After, IReadOnlyList<WatchedEntry> Entries);
}
