using IntegrationLogs.Client.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Settings;

/// <summary>
/// Checks how a client was registered: once, with a section that is there and has no unknown keys, and with a vendor.
/// </summary>
internal sealed class ClientRegistrationValidator(IntegrationLogsClientBuilder client, IConfiguration? all)
    : IValidateOptions<IntegrationLogsClientOptions>
{
    public ValidateOptionsResult Validate(string? name, IntegrationLogsClientOptions options)
    {
        if (name != client.Name)
        {
            return ValidateOptionsResult.Skip;
        }

        string[] faults = [.. RegistrationFaults(), .. ConfigurationFaults(options)];
        if (faults.Length == 0 && !options.AllowNoVendor && !client.HasUsersParts && !IsAnyCredentialGiven(options))
        {
            faults = [NoVendor()];
        }

        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>Half a pair is another fault, which says more.</summary>
    private static bool IsAnyCredentialGiven(IntegrationLogsClientOptions options) => new[]
    {
        options.ElasticPath?.ClientId, options.ElasticPath?.ClientSecret, options.Sendcloud?.PublicKey, options.Sendcloud?.SecretKey,
        options.Sendcloud?.ClientId, options.Sendcloud?.ClientSecret,
    }.Any(credential => !string.IsNullOrWhiteSpace(credential));

    private IEnumerable<string> RegistrationFaults() => client.Registrations == 1
        ? []
        : [$"{Who()} is registered {client.Registrations} times, so that its settings are mixed: register it once, and give each account a "
            + "name of its own. To change settings afterwards, call services.Configure<IntegrationLogsClientOptions>."];

    private IEnumerable<string> ConfigurationFaults(IntegrationLogsClientOptions options)
    {
        if (client.Configuration is null)
        {
            return [];
        }

        return MissingSection.FaultOf(client.Configuration, all) is string missing
            ? options.AllowNoVendor ? [] : [missing]
            : ClientKeys.Known.FaultsOf(client.Configuration, OwnSections.PathsIn(client.Services));
    }

    private string NoVendor() =>
        $"{Who()} has no vendor: set ElasticPath.ClientId and ElasticPath.ClientSecret, or Sendcloud.PublicKey and Sendcloud.SecretKey, or "
        + "Sendcloud.ClientId and Sendcloud.ClientSecret. Where a client may be without any, set AllowNoVendor.";

    private string Who() => client.Name.Length == 0 ? "The client without a name" : $"The client '{client.Name}'";
}
