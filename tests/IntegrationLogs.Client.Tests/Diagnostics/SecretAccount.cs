namespace IntegrationLogs.Client.Tests.Diagnostics;

/// <summary>The kinds of credentials.</summary>
public enum SecretAccount
{
    ElasticPath,
    SendcloudBasic,
    SendcloudOAuth,
}
