using System.Text.Json.Serialization;
using IntegrationLogs.Client.ElasticPath;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>
/// One answer of an Elastic Path list, whichever of the vendor's four envelopes it came in. Apart from <see cref="Data"/>, nothing is
/// promised. Records of a type of your own are read by your <see cref="JsonSerializerContext"/>.
/// </summary>
/// <typeparam name="T">The kind of record.</typeparam>
public sealed record ElasticPathPage<T> : IReadPage
{
    /// <summary>The records (<c>data</c>). One that cannot be read is among them and says so: see <see cref="UnreadableRecord"/>.</summary>
    [JsonPropertyName("data")]
    public required IReadOnlyList<T> Data { get; init => field = value ?? []; }

    /// <summary>The page's length as the server applied it (<c>meta.limit</c> or <c>meta.page.limit</c>).</summary>
    [JsonIgnore]
    public int? Limit { get; init; }

    /// <summary>The offset of the first record (<c>meta.offset</c> or <c>meta.page.offset</c>).</summary>
    [JsonIgnore]
    public int? Offset { get; init; }

    /// <summary>The number of the page, from 1 (<c>meta.current</c> or <c>meta.page.current</c>).</summary>
    [JsonIgnore]
    public int? CurrentPage { get; init; }

    /// <summary>How many <b>pages</b> there are (<c>meta.total</c> or <c>meta.page.total</c>). It decides nothing.</summary>
    [JsonIgnore]
    public int? TotalPages { get; init; }

    /// <summary>How many <b>records</b> there are (<c>results.total</c> or <c>meta.results.total</c>).</summary>
    [JsonIgnore]
    public long? TotalItems { get; init; }

    /// <summary>Whether the answer has <c>links</c> at all.</summary>
    [JsonIgnore]
    public bool HasLinks { get; init; }

    /// <summary>
    /// The next link (<c>links.next</c>), which can lack <c>/v2</c> and is never followed: it only says that there is more.
    /// </summary>
    [JsonIgnore]
    public string? NextLink { get; init; }

    /// <summary>Status, headers, request id and attempts of the answer.</summary>
    /// <value>Default: a 200 without headers.</value>
    [JsonIgnore]
    public ResponseInfo Response { get; init; } = ResponseInfo.Success;

    object IReadPage.Complete(ref ObjectReader document, ResponseInfo response) =>
        ElasticPathPageReader.ReadEnvelope(ref document).ToPage(Data, response);
}
