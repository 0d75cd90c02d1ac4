using IntegrationLogs.Client.Hosting;
using IntegrationLogs.Client.Settings;
using Microsoft.Extensions.Configuration;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>The settings of the store in a configuration section.</summary>
internal static class PostgresConfiguration
{
    private static readonly ConfigurationKeys Keys = new(new Dictionary<string, string[]>
    {
        [string.Empty] =
            [.. ConfigurationKeys.NamesOf<PostgresLogStoreOptions>().Except([nameof(PostgresLogStoreOptions.WatchName)])],
    });

    /// <summary>What is wrong with a section, one text for each fault.</summary>
    /// <param name="configuration">The section.</param>
    /// <param name="all">The configuration that it should be in, where that is known.</param>
    /// <param name="others">The paths of other sections, which may stand inside.</param>
    public static IReadOnlyList<string> FaultsOf(IConfiguration configuration, IConfiguration? all, IReadOnlyList<string> others) =>
        MissingSection.FaultOf(configuration, all) is string missing
            ? [missing]
            : [.. Keys.FaultsOf(configuration, others), .. Read(configuration, new PostgresLogStoreOptions())];

    /// <summary>Sets what a section has and what can be read of it.</summary>
    /// <returns>What cannot be read, one text for each.</returns>
    public static IReadOnlyList<string> Read(IConfiguration configuration, PostgresLogStoreOptions options)
    {
        List<string> faults = [];
        var settings = new SettingReader(configuration, faults);
        options.ConnectionString = settings.Read(
            nameof(options.ConnectionString),
            options.ConnectionString,
            SettingTexts.TryParseText,
            "Host=…;Database=…;Username=…;Password=…");
        options.Schema = settings.Read(nameof(options.Schema), options.Schema, SettingTexts.TryParseText, "the name of a schema");
        options.CommandTimeout = settings.Read(
            nameof(options.CommandTimeout), options.CommandTimeout, SettingTexts.TryParseDuration, "a time such as 00:00:30");
        options.StorePayloads = settings.Read(nameof(options.StorePayloads), options.StorePayloads, bool.TryParse, "true or false");
        options.Retention = settings.Read(
            nameof(options.Retention), options.Retention, SettingTexts.TryParseDurationOrNever, "a time such as 90.00:00:00, or Never");
        return faults;
    }
}
