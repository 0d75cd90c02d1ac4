namespace IntegrationLogs.Client;

/// <summary>
/// The vendor does not accept the credentials (401), does not let them do this (403), or its token endpoint gave no token. Check the
/// credentials in the settings; the request was not sent without any.
/// </summary>
public sealed class ApiAuthenticationException : ApiException
{
    internal ApiAuthenticationException(ApiFailure failure)
        : base(failure)
    {
    }
}
