using System.Text.Json.Serialization;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>
/// A shop that is connected to Sendcloud. The vendor promises none of the fields: each is <see langword="null"/> when it was missing,
/// null or of another type.
/// </summary>
/// <remarks>
/// An integration that fails shows in <see cref="StartedFailingAt"/>; an empty log does not prove that it works. Serializes to the
/// JSON it was read from.
/// </remarks>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed record SendcloudIntegration
{
    /// <summary>The integration's id (<c>id</c>).</summary>
    public long? Id { get; init; }

    /// <summary>The shop's name (<c>shop_name</c>).</summary>
    public string? ShopName { get; init; }

    /// <summary>The shop's address (<c>shop_url</c>).</summary>
    public string? ShopUrl { get; init; }

    /// <summary>The shop system, such as <c>shopify</c> (<c>type</c>).</summary>
    public string? Type { get; init; }

    /// <summary>Since when it has been failing; <see langword="null"/> while it works (<c>started_failing_at</c>).</summary>
    public DateTimeOffset? StartedFailingAt
    {
        get => StartedFailingAtWire.Value;
        init => StartedFailingAtWire = StartedFailingAtWire.With(value);
    }

    /// <summary>The text of <see cref="StartedFailingAt"/> as the vendor sent it.</summary>
    public string? StartedFailingAtText
    {
        get => StartedFailingAtWire.Text;
        init => StartedFailingAtWire = StartedFailingAtWire.With(value);
    }

    /// <summary>When orders were last fetched from the shop (<c>last_fetched_at</c>).</summary>
    public DateTimeOffset? LastFetchedAt
    {
        get => LastFetchedAtWire.Value;
        init => LastFetchedAtWire = LastFetchedAtWire.With(value);
    }

    /// <summary>The text of <see cref="LastFetchedAt"/> as the vendor sent it.</summary>
    public string? LastFetchedAtText
    {
        get => LastFetchedAtWire.Text;
        init => LastFetchedAtWire = LastFetchedAtWire.With(value);
    }

    /// <summary>When it was made (<c>created_at</c>).</summary>
    public DateTimeOffset? CreatedAt
    {
        get => CreatedAtWire.Value;
        init => CreatedAtWire = CreatedAtWire.With(value);
    }

    /// <summary>The text of <see cref="CreatedAt"/> as the vendor sent it.</summary>
    public string? CreatedAtText
    {
        get => CreatedAtWire.Text;
        init => CreatedAtWire = CreatedAtWire.With(value);
    }

    /// <summary>When it was last changed (<c>updated_at</c>).</summary>
    public DateTimeOffset? UpdatedAt
    {
        get => UpdatedAtWire.Value;
        init => UpdatedAtWire = UpdatedAtWire.With(value);
    }

    /// <summary>The text of <see cref="UpdatedAt"/> as the vendor sent it.</summary>
    public string? UpdatedAtText
    {
        get => UpdatedAtWire.Text;
        init => UpdatedAtWire = UpdatedAtWire.With(value);
    }

    /// <summary>Whether Sendcloud calls the shop's webhook (<c>webhook_active</c>).</summary>
    public bool? WebhookActive { get; init; }

    /// <summary>The address of the shop's webhook (<c>webhook_url</c>). It may hold a token of the shop's.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>
    /// Fields that are unknown here or of another type than documented, by their name on the wire. Empty by default; when writing,
    /// an entry here wins over its property.
    /// </summary>
    public IReadOnlyDictionary<string, RawJson> AdditionalProperties
    {
        get;
        init => field = JsonProperties.From(value);
    } = JsonProperties.Empty;

    internal WireTimestamp StartedFailingAtWire { get; init; }

    internal WireTimestamp LastFetchedAtWire { get; init; }

    internal WireTimestamp CreatedAtWire { get; init; }

    internal WireTimestamp UpdatedAtWire { get; init; }

    internal ExplicitNulls Nulls { get; init; }

    /// <summary>The id, the shop's name and system, and since when it has been failing, on one line.</summary>
    public override string ToString() =>
        OneLine.Of($"SendcloudIntegration {Id}: {ShopName}, {Type}, failing since {StartedFailingAtText ?? "never"}")!;
}
