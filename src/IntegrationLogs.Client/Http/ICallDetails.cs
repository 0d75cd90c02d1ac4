namespace IntegrationLogs.Client.Http;

/// <summary>What an argument of an endpoint's method tells the handlers besides what it puts into the address.</summary>
internal interface ICallDetails
{
    /// <summary>What in the query must not show up in an exception.</summary>
    string? SecretQueryValue { get; }

    /// <summary>Told of a successful response before its body is read.</summary>
    Action<ResponseInfo>? Arrived { get; }
}
