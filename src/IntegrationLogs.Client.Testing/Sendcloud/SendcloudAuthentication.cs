namespace IntegrationLogs.Client.Testing;

/// <summary>Which credentials Sendcloud takes.</summary>
public enum SendcloudAuthentication
{
    /// <summary>The key pair of an integration, by HTTP Basic.</summary>
    Basic,

    /// <summary>A bearer token from the token endpoint.</summary>
    OAuth2,
}
