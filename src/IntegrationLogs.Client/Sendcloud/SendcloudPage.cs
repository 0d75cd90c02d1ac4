namespace IntegrationLogs.Client;

/// <summary>One answer of a Sendcloud list. Where the next page starts is in the answer's <c>Link</c> header.</summary>
/// <typeparam name="T">The kind of record.</typeparam>
public sealed record SendcloudPage<T>
{
    /// <summary>The records (<c>data</c>).</summary>
    public required IReadOnlyList<T> Data { get; init; }

    /// <summary>Status, headers, request id and attempts of the answer.</summary>
    /// <value>Default: a 200 without headers.</value>
    public ResponseInfo Response { get; init; } = ResponseInfo.Success;
}
