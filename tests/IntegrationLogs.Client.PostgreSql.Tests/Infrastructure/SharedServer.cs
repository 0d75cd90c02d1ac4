namespace IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;

/// <summary>The tests that share a server.</summary>
[CollectionDefinition(Name)]
public sealed class SharedServer : ICollectionFixture<PostgresFixture>
{
    public const string Name = "postgres";
}
