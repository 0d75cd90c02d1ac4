using System.Text.Json.Serialization;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>
/// One answer of a Sendcloud list. Where the next page starts is in the answer's <c>Link</c> header. Records of a type of your own are
/// read by your <see cref="JsonSerializerContext"/>.
/// </summary>
/// <typeparam name="T">The kind of record.</typeparam>
public sealed record SendcloudPage<T> : IReadPage
{
    /// <summary>The records (<c>data</c>). One that cannot be read is among them and says so: see <see cref="UnreadableRecord"/>.</summary>
    [JsonPropertyName("data")]
    public required IReadOnlyList<T> Data { get; init => field = value ?? []; }

    /// <summary>Status, headers, request id and attempts of the answer.</summary>
    /// <value>Default: a 200 without headers.</value>
    [JsonIgnore]
    public ResponseInfo Response { get; init; } = ResponseInfo.Success;

    object IReadPage.Complete(ref ObjectReader document, ResponseInfo response) => this with { Response = response };
}
