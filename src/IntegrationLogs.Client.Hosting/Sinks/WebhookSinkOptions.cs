using System.Text.Json.Serialization;

namespace IntegrationLogs.Client;

/// <summary>How a webhook is called.</summary>
/// <remarks>
/// A <see cref="SinkOptions.BatchSize"/> of 1 sends each event as one request (<c>application/cloudevents+json</c>); a larger one sends up
/// to so many as an array (<c>application/cloudevents-batch+json</c>).
/// </remarks>
public sealed class WebhookSinkOptions : SinkOptions
{
    /// <summary>What is told of a log besides ids, names, times, statuses and counts.</summary>
    /// <value>Default: <see cref="SinkFields.None"/>.</value>
    public SinkFields Fields { get; set; }

    /// <summary>
    /// The secret that requests are signed with, by Standard Webhooks: <c>whsec_</c> and base64, or any text; 24 bytes or more.
    /// </summary>
    /// <value>Default: <see langword="null"/>, requests are not signed.</value>
    [JsonIgnore]
    public string? SigningSecret { get; set; }

    /// <summary>Headers that each request has, such as <c>Authorization</c>.</summary>
    /// <value>Default: empty.</value>
    [JsonIgnore]
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the address may be <c>http:</c> to another machine, where everybody on the way can read along.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool AllowInsecure { get; set; }
}
