using System.Text.Json.Serialization;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>
/// A job of an integration: the delivery of one event, in one or more attempts. Only <c>id</c> and <c>type</c> are documented (the
/// vendor's page <em>Get jobs for an Integration</em>).
/// </summary>
/// <remarks>Serializes to the JSON it was read from.</remarks>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed partial record ElasticPathJob
{
    private JsonProperties _additional = JsonProperties.Empty;

    /// <summary>Makes an empty one.</summary>
    public ElasticPathJob()
    {
    }

    /// <summary>The job's id (<c>id</c>).</summary>
    public string? Id { get; init => field = Set(value, "id"); }

    /// <summary><c>integration-job</c> (<c>type</c>).</summary>
    public string? Type { get; init => field = Set(value, "type"); }

    /// <summary>Fields that are unknown here or of another type than documented, by their name on the wire. Empty by default.</summary>
    public IReadOnlyDictionary<string, RawJson> AdditionalProperties
    {
        get => _additional;
        init => _additional = JsonProperties.From(value);
    }

    /// <summary>
    /// What the vendor sent in place of a record that can be read; every other property is then empty.
    /// </summary>
    /// <value><see langword="null"/> for a record that was read.</value>
    public UnreadableRecord? Unreadable { get; init; }

    internal ExplicitNulls Nulls { get; init; }

    /// <summary>The id.</summary>
    public override string ToString() => OneLine.Of(
        Unreadable is null ? $"{IntegrationVendor.ElasticPath} job {Id ?? "without an id"}" : $"{IntegrationVendor.ElasticPath} job, {Unreadable}");

    /// <summary>What was kept of a field no longer counts once its property is set.</summary>
    private T Set<T>(T value, string name)
    {
        JsonProperties.Remove(ref _additional, name);
        return value;
    }
}
