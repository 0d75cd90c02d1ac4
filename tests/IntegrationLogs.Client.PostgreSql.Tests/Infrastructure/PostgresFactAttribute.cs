namespace IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;

/// <summary>A test that is skipped where there is no PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = Tools.SkipFor(PostgresFixture.Missing);
}
