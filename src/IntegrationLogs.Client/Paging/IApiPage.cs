namespace IntegrationLogs.Client;

/// <summary>An answer of an endpoint of your own that is told what else is known of it. See <see cref="IApiPage{T}"/>.</summary>
public interface IApiPage
{
    /// <summary>
    /// Status, headers, request id and attempts of the answer. A client of <see cref="IVendorClientBuilder.AddApi{TApi}"/> sets it after it
    /// has read the page. Put <c>[JsonIgnore]</c> on it.
    /// </summary>
    ResponseInfo? Response { get; set; }
}
