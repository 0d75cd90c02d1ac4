using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Settings;

/// <summary>
/// The sections that are read by clients and by what other packages add to them. One may stand inside another, where it is no unknown key.
/// </summary>
internal static class OwnSections
{
    /// <summary>What registers them is in several assemblies, so it is a key and not a type that they have in common.</summary>
    private const string Key = "IntegrationLogs.Client.Section";

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration is IConfigurationSection section)
        {
            services.AddKeyedSingleton(Key, section);
        }
    }

    public static string[] PathsIn(IServiceCollection services) =>
    [
        .. services
            .Where(service => service.ServiceType == typeof(IConfigurationSection) && Key.Equals(service.ServiceKey))
            .Select(service => ((IConfigurationSection)service.KeyedImplementationInstance!).Path),
    ];
}
