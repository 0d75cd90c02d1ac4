namespace IntegrationLogs.Client;

/// <summary>
/// The vendor asks to come back later: a 429 that outlasted the retries, or a <c>Retry-After</c> longer than the time the call had
/// left. Wait <see cref="ApiException.RetryAfter"/>, then go on from the last page's continuation token.
/// </summary>
public sealed class ApiRateLimitException : ApiException
{
    internal ApiRateLimitException(ApiFailure failure)
        : base(failure)
    {
    }
}
