using System.Globalization;
using System.Text.Json.Serialization;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>
/// A shop that is connected to Sendcloud. The vendor promises none of the fields: each is <see langword="null"/> when it was missing,
/// null or of another type.
/// </summary>
/// <remarks>
/// An integration that fails shows in <see cref="StartedFailingAt"/>; an empty log does not prove that it works. Serializes to the
/// JSON it was read from, except that user information and the values of queries in its URLs are masked.
/// </remarks>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed partial record SendcloudIntegration
{
    private JsonProperties _additional = JsonProperties.Empty;

    /// <summary>Makes an empty one.</summary>
    public SendcloudIntegration()
    {
    }

    /// <summary>The integration's id (<c>id</c>).</summary>
    public long? Id { get; init => field = Set(value, "id"); }

    /// <summary>The shop's name (<c>shop_name</c>).</summary>
    public string? ShopName { get; init => field = Set(value, "shop_name"); }

    /// <summary>The shop's address (<c>shop_url</c>).</summary>
    public string? ShopUrl { get; init => field = Set(value, "shop_url"); }

    /// <summary>The shop system, such as <c>shopify</c> (<c>type</c>).</summary>
    public string? Type { get; init => field = Set(value, "type"); }

    /// <summary>Since when it has been failing; <see langword="null"/> while it works (<c>started_failing_at</c>).</summary>
    public DateTimeOffset? StartedFailingAt
    {
        get => StartedFailingAtWire.Value;
        init => StartedFailingAtWire = Set(WireTimestamp.Of(value), "started_failing_at");
    }

    /// <summary>The text of <see cref="StartedFailingAt"/>. Setting one of both sets the other.</summary>
    public string? StartedFailingAtText
    {
        get => StartedFailingAtWire.Text;
        init => StartedFailingAtWire = Set(WireTimestamp.Of(value), "started_failing_at");
    }

    /// <summary>When orders were last fetched from the shop (<c>last_fetched_at</c>).</summary>
    public DateTimeOffset? LastFetchedAt
    {
        get => LastFetchedAtWire.Value;
        init => LastFetchedAtWire = Set(WireTimestamp.Of(value), "last_fetched_at");
    }

    /// <summary>The text of <see cref="LastFetchedAt"/>. Setting one of both sets the other.</summary>
    public string? LastFetchedAtText
    {
        get => LastFetchedAtWire.Text;
        init => LastFetchedAtWire = Set(WireTimestamp.Of(value), "last_fetched_at");
    }

    /// <summary>When it was made (<c>created_at</c>).</summary>
    public DateTimeOffset? CreatedAt
    {
        get => CreatedAtWire.Value;
        init => CreatedAtWire = Set(WireTimestamp.Of(value), "created_at");
    }

    /// <summary>The text of <see cref="CreatedAt"/>. Setting one of both sets the other.</summary>
    public string? CreatedAtText
    {
        get => CreatedAtWire.Text;
        init => CreatedAtWire = Set(WireTimestamp.Of(value), "created_at");
    }

    /// <summary>When it was last changed (<c>updated_at</c>).</summary>
    public DateTimeOffset? UpdatedAt
    {
        get => UpdatedAtWire.Value;
        init => UpdatedAtWire = Set(WireTimestamp.Of(value), "updated_at");
    }

    /// <summary>The text of <see cref="UpdatedAt"/>. Setting one of both sets the other.</summary>
    public string? UpdatedAtText
    {
        get => UpdatedAtWire.Text;
        init => UpdatedAtWire = Set(WireTimestamp.Of(value), "updated_at");
    }

    /// <summary>Whether Sendcloud calls the shop's webhook (<c>webhook_active</c>).</summary>
    public bool? WebhookActive { get; init => field = Set(value, "webhook_active"); }

    /// <summary>
    /// The address of the shop's webhook (<c>webhook_url</c>). It may hold a token of the shop's: user information and the values of the
    /// query are written as <c>***</c>.
    /// </summary>
    public string? WebhookUrl { get; init => field = Set(value, "webhook_url"); }

    /// <summary>
    /// Fields that are unknown here or of another type than documented, by their name on the wire. Empty by default. When
    /// writing, an entry here wins over its property; setting the property takes the entry away.
    /// </summary>
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

    internal WireTimestamp StartedFailingAtWire { get; init; }

    internal WireTimestamp LastFetchedAtWire { get; init; }

    internal WireTimestamp CreatedAtWire { get; init; }

    internal WireTimestamp UpdatedAtWire { get; init; }

    internal ExplicitNulls Nulls { get; init; }

    /// <summary>The id, the shop's name and system, and since when it has been failing, in one sentence on one line.</summary>
    public override string ToString()
    {
        string names = string.Join(", ", new[] { ShopName, Type }.Where(part => !string.IsNullOrEmpty(part)));
        string id = Id?.ToString(CultureInfo.InvariantCulture) ?? "without an id";
        string state = StartedFailingAtText is null ? "is not failing" : $"has been failing since {StartedFailingAtText}";
        return OneLine.Of(Unreadable is not null
            ? $"{IntegrationVendor.Sendcloud} integration, {Unreadable}"
            : $"{IntegrationVendor.Sendcloud} integration {id}{(names.Length > 0 ? $" ({names})" : null)} {state}.");
    }

    /// <summary>What was kept of a field no longer counts once its property is set.</summary>
    private T Set<T>(T value, string name)
    {
        JsonProperties.Remove(ref _additional, name);
        return value;
    }
}
