using IntegrationLogs.Client;
using Microsoft.Extensions.Configuration;

namespace Samples;

/// <summary>The real vendors' accounts, as far as the environment names any.</summary>
internal static class Accounts
{
    public static IntegrationLogsClientOptions FromEnvironment()
    {
        IConfiguration environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        try
        {
            var options = new IntegrationLogsClientOptions();
            environment.GetSection("IntegrationLogs").Bind(options);
            return options;
        }
        catch (InvalidOperationException error)
        {
            // The binder's own words say which setting has a value of the wrong kind. They quote it, and an address may hold a password.
            throw error.InnerException is UriFormatException
                ? new SettingsException("An address in the settings cannot be read: write one such as https://api.example.com.", error)
                : new SettingsException(error.Message, error);
        }
    }

    // One half of a pair counts: the client's validation then names the other.
    public static bool Has(IntegrationLogsClientOptions options, IntegrationVendor vendor) => vendor == IntegrationVendor.ElasticPath
        ? IsAnyGiven(options.ElasticPath.ClientId, options.ElasticPath.ClientSecret)
        : IsAnyGiven(
            options.Sendcloud.PublicKey, options.Sendcloud.SecretKey, options.Sendcloud.ClientId, options.Sendcloud.ClientSecret);

    public static bool HasAny(IntegrationLogsClientOptions options) =>
        Has(options, IntegrationVendor.ElasticPath) || Has(options, IntegrationVendor.Sendcloud);

    private static bool IsAnyGiven(params ReadOnlySpan<string?> settings)
    {
        foreach (string? setting in settings)
        {
            if (!string.IsNullOrWhiteSpace(setting))
            {
                return true;
            }
        }

        return false;
    }
}
