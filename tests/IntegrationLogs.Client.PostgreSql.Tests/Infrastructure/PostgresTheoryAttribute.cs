namespace IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;

/// <summary>A theory that is skipped where there is no PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = Tools.SkipFor(PostgresFixture.Missing);
}
