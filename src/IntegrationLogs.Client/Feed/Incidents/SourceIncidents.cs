using System.Collections.Immutable;

namespace IntegrationLogs.Client.Feed;

/// <summary>The incidents of a source that go on, and those that may become one. It never changes.</summary>
internal sealed record SourceIncidents
{
    public static readonly SourceIncidents None = new();

    /// <summary>The time of the last log; null where there never was one.</summary>
    public DateTimeOffset? LastLogAt { get; init; }

    /// <summary>The incident of a source that has no logs any more.</summary>
    public TrackedIncident? Silence { get; init; }

    /// <summary>By integration, whose id is empty where logs do not say it.</summary>
    public ImmutableDictionary<string, ImmutableList<TrackedIncident>> ByIntegration { get; init; } =
        ImmutableDictionary.Create<string, ImmutableList<TrackedIncident>>(StringComparer.Ordinal);

    /// <summary>All of them but the silence, in an order that does not change.</summary>
    public IEnumerable<TrackedIncident> All => ByIntegration
        .OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value);

    public ImmutableList<TrackedIncident> Of(string integrationId) => ByIntegration.GetValueOrDefault(integrationId, []);

    /// <summary>With one in place of another; null in place of one that is over, or for one that is new.</summary>
    public SourceIncidents Replace(string integrationId, TrackedIncident? old, TrackedIncident? changed)
    {
        ImmutableList<TrackedIncident> all = Of(integrationId);
        all = (old, changed) switch
        {
            (null, null) => all,
            (null, _) => all.Add(changed),
            (_, null) => all.Remove(old, ReferenceEqualityComparer.Instance),
            _ => all.Replace(old, changed, ReferenceEqualityComparer.Instance),
        };
        return this with { ByIntegration = all.IsEmpty ? ByIntegration.Remove(integrationId) : ByIntegration.SetItem(integrationId, all) };
    }
}
