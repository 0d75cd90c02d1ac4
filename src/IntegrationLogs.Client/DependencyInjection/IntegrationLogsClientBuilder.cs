using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.DependencyInjection;

/// <summary>A client's registration: its parts, and what its check at the start needs to know of it.</summary>
internal sealed class IntegrationLogsClientBuilder(string name, IServiceCollection services) : IIntegrationLogsClientBuilder
{
    private readonly ElasticPathSetup _elasticPath = new(services, name);
    private readonly SendcloudSetup _sendcloud = new(services, name);

    public string Name => name;

    public IServiceCollection Services => services;

    public IVendorClientBuilder<IElasticPathApi> ElasticPath => _elasticPath;

    public IVendorClientBuilder<ISendcloudApi> Sendcloud => _sendcloud;

    /// <summary>How often the name was registered.</summary>
    public int Registrations { get; set; }

    /// <summary>Where the settings come from, if not from code.</summary>
    public IConfiguration? Configuration { get; set; }

    /// <summary>Whether a user brought tokens or endpoints, so that a vendor needs no credentials.</summary>
    public bool HasUsersParts => _elasticPath.HasUsersParts || _sendcloud.HasUsersParts;

    public void RegisterVendors()
    {
        _elasticPath.Register();
        _sendcloud.Register();
    }

    public bool IsConfigured(IntegrationVendor vendor, IServiceProvider provider) => vendor switch
    {
        IntegrationVendor.ElasticPath => _elasticPath.IsConfigured(provider),
        IntegrationVendor.Sendcloud => _sendcloud.IsConfigured(provider),
        _ => throw new ArgumentOutOfRangeException(nameof(vendor), vendor, "There is no such vendor."),
    };
}
