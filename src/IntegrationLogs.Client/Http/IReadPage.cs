using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.Http;

/// <summary>A page of this package whose records a user's own context has read.</summary>
internal interface IReadPage
{
    /// <summary>The page with what else its answer says.</summary>
    object Complete(ref ObjectReader document, ResponseInfo response);
}
