using Microsoft.Extensions.Options;
using Npgsql;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>Checks the settings as a whole and reports every fault by the setting's name. A connection string is never quoted.</summary>
/// <param name="hasDataSource">Whether there is a database without a connection string.</param>
/// <param name="ofConfiguration">What is wrong with the section that the settings come from.</param>
internal sealed class PostgresLogStoreOptionsValidator(Func<bool> hasDataSource, IReadOnlyList<string> ofConfiguration)
    : IValidateOptions<PostgresLogStoreOptions>
{
    private const int LongestWatchName = 200;

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(1);

    /// <exception cref="OptionsValidationException">A setting is wrong; the message names each.</exception>
    public static void Require(PostgresLogStoreOptions options, bool hasDataSource)
    {
        ArgumentNullException.ThrowIfNull(options);
        ValidateOptionsResult result = new PostgresLogStoreOptionsValidator(() => hasDataSource, []).Validate(name: null, options);
        if (result.Failed)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(PostgresLogStoreOptions), result.Failures);
        }
    }

    /// <summary>What is wrong with a watch's name; null when nothing is.</summary>
    public static string? FaultOfWatchName(string? name) => name switch
    {
        null => "WatchName must not be null: it is empty for the watch without a name.",
        { Length: > LongestWatchName } => $"WatchName is longer than {LongestWatchName} characters: give the watch a shorter name.",
        _ when PostgresText.Of(name) != name => "WatchName has U+0000 or half a character in it, which PostgreSQL cannot hold.",
        _ => null,
    };

    public ValidateOptionsResult Validate(string? name, PostgresLogStoreOptions options)
    {
        string[] faults =
        [
            .. ofConfiguration,
            .. new[]
            {
                FaultOfConnection(options.ConnectionString),
                SchemaName.FaultOf(options.Schema),
                FaultOfWatchName(options.WatchName),
                options.CommandTimeout < TimeSpan.FromSeconds(1) || options.CommandTimeout > LongestTimeout
                    ? $"CommandTimeout is {options.CommandTimeout}; it must be one second to one hour."
                    : null,
                options.Retention < TimeSpan.FromMinutes(1)
                    ? $"Retention is {options.Retention}; it must be one minute or more, or null for never."
                    : null,
            }.OfType<string>(),
        ];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private string? FaultOfConnection(string? connection)
    {
        if (string.IsNullOrWhiteSpace(connection))
        {
            return hasDataSource()
                ? null
                : "ConnectionString is empty: write Host=…;Database=…;Username=…;Password=…, or register an NpgsqlDataSource.";
        }

        try
        {
            return string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(connection).Host)
                ? "ConnectionString has no Host: write Host=…;Database=…;Username=…;Password=…."
                : null;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // What could not be read is not quoted: it may be the end of a password that has a semicolon in it.
            return "ConnectionString cannot be read: write Host=…;Database=…;Username=…;Password=…, and put a value with ; or = in it "
                + "in quotes.";
        }
    }
}
