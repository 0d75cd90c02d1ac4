using System.Text;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.PostgreSql.Tests;

/// <summary>Settings that are wrong are told by name, before anything is connected to, and without the connection string.</summary>
public sealed class OptionsTests
{
    private const string Good = "Host=localhost;Password=canary";

    public static TheoryData<PostgresLogStoreOptions, string> Faults => new()
    {
        { new(), "ConnectionString is empty: write Host=…" },
        { new() { ConnectionString = "Database=logs;Password=canary" }, "ConnectionString has no Host" },
        { new() { ConnectionString = "Host=localhost;Password=canary;more of it=x" }, "ConnectionString cannot be read" },
        { new() { ConnectionString = "canary" }, "ConnectionString cannot be read" },
        { new() { ConnectionString = "Host=localhost;Port=canary" }, "ConnectionString cannot be read" },
        { new() { ConnectionString = Good, Schema = string.Empty }, "Schema is empty" },
        { new() { ConnectionString = Good, Schema = "pg_logs" }, "Schema is 'pg_logs', which PostgreSQL keeps for itself" },
        { new() { ConnectionString = Good, Schema = "a\0" }, "Schema has a control character" },
        { new() { ConnectionString = Good, Schema = new string('é', 32) }, "Schema is longer than 63 bytes" },
        { new() { ConnectionString = Good, WatchName = new string('x', 201) }, "WatchName is longer than 200 characters" },
        { new() { ConnectionString = Good, WatchName = "a\0" }, "WatchName has U+0000" },
        { new() { ConnectionString = Good, WatchName = null! }, "WatchName must not be null" },
        { new() { ConnectionString = Good, CommandTimeout = TimeSpan.Zero }, "CommandTimeout is 00:00:00; it must be one second to one hour." },
        { new() { ConnectionString = Good, CommandTimeout = TimeSpan.FromHours(2) }, "CommandTimeout is 02:00:00" },
        { new() { ConnectionString = Good, Retention = TimeSpan.FromSeconds(59) }, "Retention is 00:00:59; it must be one minute or more" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_wrong_setting_is_told_by_its_name(PostgresLogStoreOptions options, string message)
    {
        var error = Assert.Throws<OptionsValidationException>(() => new PostgresLogStore(options));

        Assert.StartsWith(message, Assert.Single(error.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once() => Assert.Equal(
        3,
        Assert.Throws<OptionsValidationException>(
            () => new PostgresLogStore(new PostgresLogStoreOptions { Schema = string.Empty, CommandTimeout = TimeSpan.Zero })).Failures.Count());

    [Fact]
    public void Text_is_stored_without_what_the_database_cannot_hold()
    {
        // An attribute cannot hold half a surrogate pair either.
        Assert.Equal("plain", PostgresText.Of("plain"));
        Assert.Equal("🙂", PostgresText.Of("🙂"));
        Assert.Equal("a\uFFFDb\uFFFD", PostgresText.Of("a\0b\uD800"));
        Assert.Equal("\uFFFD\uD83D\uDE42\uFFFD", PostgresText.Of("\uDC00\uD83D\uDE42\uD83D"));
    }

    [Fact]
    public void Keys_that_have_to_be_changed_stay_different()
    {
        string[] keys = ["a\0", "a\uFFFD", "a\uD800", new('x', 500), new('x', 501), new('x', 502), $"{new string('x', 499)}🙂"];
        string[] stored = [.. keys.Select(PostgresText.KeyOf)];

        Assert.Equal(keys.Length, stored.Distinct().Count());
        Assert.Equal((keys[1], keys[3]), (stored[1], stored[3]));
        Assert.All(stored, key => Assert.Equal(key, PostgresText.Of(key)));
        Assert.All(stored, key => Assert.True(key.Length < 540));
    }

    [Theory]
    [InlineData("""{"a":[1,-2.5e10,true,null,"x"]}""", """{"a":[1,-2.5e10,true,null,"x"]}""")]
    [InlineData("""["\\u0000","\\\u0000","\u0000"]""", """["\\u0000","\\\ufffd","\ufffd"]""")]
    [InlineData("""["\ud83d\ude42","\ud83d","\ude42","\ud83dx\ude42"]""", """["\ud83d\ude42","\ufffd","\ufffd","\ufffdx\ufffd"]""")]
    [InlineData("""[1e4000,1e4001,-1E-99999999999,"1e9999"]""", """[1e4000,"1e4001","-1E-99999999999","1e9999"]""")]
    [InlineData("1e5000", "\"1e5000\"")]
    public void Json_is_stored_without_what_jsonb_refuses(string json, string stored) =>
        Assert.Equal(stored, Encoding.UTF8.GetString(PostgresJson.Of(Encoding.UTF8.GetBytes(json))));
}
