using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client;

/// <summary>What can be added to a registered client.</summary>
public interface IIntegrationLogsClientBuilder
{
    /// <summary>The client's name; empty for the one without.</summary>
    string Name { get; }

    /// <summary>The container's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>
    /// The HTTP client for Elastic Path. Handlers added here run inside retry and authentication: once for every attempt, the token
    /// requests' too, with the credentials in the <c>Authorization</c> header. A primary handler of your own must not follow
    /// redirects.
    /// </summary>
    IVendorClientBuilder<IElasticPathApi> ElasticPath { get; }

    /// <summary>
    /// The HTTP client for Sendcloud. Handlers added here run inside retry and authentication: once for every attempt, the token
    /// requests' too, with the credentials in the <c>Authorization</c> header. A primary handler of your own must not follow
    /// redirects.
    /// </summary>
    IVendorClientBuilder<ISendcloudApi> Sendcloud { get; }
}
