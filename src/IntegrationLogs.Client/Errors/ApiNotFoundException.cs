namespace IntegrationLogs.Client;

/// <summary>The vendor knows no such integration or job (404), or has removed it.</summary>
public sealed class ApiNotFoundException : ApiException
{
    internal ApiNotFoundException(ApiFailure failure)
        : base(failure)
    {
    }
}
